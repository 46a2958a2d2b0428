package dev.carousel.cli;

import dev.carousel.cli.bench.BenchCommand;
import dev.carousel.cli.compare.CompareCommand;
import dev.carousel.cli.completion.CompletionCommand;
import dev.carousel.cli.config.CommandConfig;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.create.NewCommand;
import dev.carousel.cli.diagnose.DiagnoseCommand;
import dev.carousel.cli.evaluate.EvaluateCommand;
import dev.carousel.cli.export.ExportCommand;
import dev.carousel.cli.figures.FiguresFolder;
import dev.carousel.cli.foreign.ImportCommand;
import dev.carousel.cli.gradcheck.GradcheckCommand;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.OwnOptions;
import dev.carousel.cli.plugins.PluginsCommand;
import dev.carousel.cli.predict.PredictCommand;
import dev.carousel.cli.replay.ReplayCommand;
import dev.carousel.cli.reproduce.ReproduceCommand;
import dev.carousel.cli.sample.SampleCommand;
import dev.carousel.cli.sweep.SweepCommand;
import dev.carousel.cli.tour.TourCommand;
import dev.carousel.cli.train.TrainCommand;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code carousel}. */
public final class Main {
  /** The commands, in the order in which help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          TourCommand.class,
          TrainCommand.class,
          SampleCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          DiagnoseCommand.class,
          CompareCommand.class,
          SweepCommand.class,
          ReproduceCommand.class,
          ImportCommand.class,
          ExportCommand.class,
          ReplayCommand.class,
          GradcheckCommand.class,
          PluginsCommand.class,
          NewCommand.class,
          CompletionCommand.class,
          BenchCommand.class);

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setErr(Console.systemErr());
    System.exit(run(Console.ofProcess(), args));
  }

  /**
   * Runs a command.
   *
   * @return the exit code: 0 if it did what was asked; 1 for a failure, also of standard output; 2
   *     for a wrong request, 130 after an interrupt
   */
  public static int run(Console console, String... args) {
    Faults faults = new Faults(console);
    String[] words = helped(args);
    CommandLine program = program(console, faults, needed(words));
    try {
      String[] all = CommandConfig.expanded(program, () -> program(console, faults), words);
      return faults.ofStreams(program.execute(all));
    } catch (CarouselException wrong) { // in the file that --config names
      return faults.handleExecutionException(wrong, program, program.parseArgs());
    } catch (Error error) { // of exceptions, picocli tells the handlers
      return faults.ofError(error, program.getParseResult());
    }
  }

  /** {@code help train} is another way to say {@code train --help}. */
  private static String[] helped(String[] args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    if (args.length == 1) {
      return new String[] {"--help"};
    }
    return isCommand(args[1]) ? new String[] {args[1], "--help"} : new String[] {args[1]};
  }

  private static boolean isCommand(String word) {
    return COMMANDS.stream().anyMatch(command -> name(command).equals(word));
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /**
   * The commands that a line of words may need: reading the options of all of them takes longer
   * than some of them run.
   */
  private static List<Class<?>> needed(String... words) {
    Set<String> version = Set.of(GlobalOptions.VERSION, GlobalOptions.SHORT_VERSION);
    if (words.length == 1 && version.contains(words[0])) {
      return List.of();
    }
    Class<?> completion = CompletionCommand.class; // its script has the options of all
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> command != completion)
            .filter(command -> words.length > 0 && name(command).equals(words[0]))
            .toList();
    return named.isEmpty() ? COMMANDS : named;
  }

  /** The program with all of its commands. */
  static CommandLine program(Console console, Faults faults) {
    return program(console, faults, COMMANDS);
  }

  private static CommandLine program(Console console, Faults faults, List<Class<?>> commands) {
    ConsoleFactory factory = new ConsoleFactory(console);
    CommandLine program = new CommandLine(new CarouselCommand(), factory);
    for (Class<?> command : commands) {
      CommandLine line = new CommandLine(command, factory);
      if (line.getCommand() instanceof OwnOptions own) {
        own.addTo(line.getCommandSpec());
      }
      program.addSubcommand(line);
    }
    program
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.terminal().colour() ? Ansi.AUTO : Ansi.OFF))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(false)
        .registerConverter(Path.class, named(Path::of))
        .registerConverter(OutputFile.class, named(OutputFile::new))
        .registerConverter(FiguresFolder.class, named(FiguresFolder::new))
        .setExecutionStrategy(new OutputGuard())
        .setParameterExceptionHandler(faults)
        .setExecutionExceptionHandler(faults);
    visit(program);
    return program;
  }

  /** Refuses an empty name, which Java would take for the working folder. */
  private static <T> ITypeConverter<T> named(Function<String, T> converter) {
    return name -> {
      if (name.isEmpty()) {
        throw new TypeConversionException("the name is empty");
      }
      return converter.apply(name);
    };
  }

  /** What every command shares. */
  private static void visit(CommandLine command) {
    command.getCommandSpec().versionProvider(new VersionText());
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
    command.getSubcommands().values().forEach(Main::visit);
  }
}
