package dev.carousel.cli;

import dev.carousel.cli.bench.BenchCommand;
import dev.carousel.cli.compare.CompareCommand;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.diagnose.DiagnoseCommand;
import dev.carousel.cli.evaluate.EvaluateCommand;
import dev.carousel.cli.export.ExportCommand;
import dev.carousel.cli.foreign.ImportCommand;
import dev.carousel.cli.gradcheck.GradcheckCommand;
import dev.carousel.cli.plugins.PluginsCommand;
import dev.carousel.cli.predict.PredictCommand;
import dev.carousel.cli.replay.ReplayCommand;
import dev.carousel.cli.sample.SampleCommand;
import dev.carousel.cli.train.TrainCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program {@code carousel}. */
public final class Main {
  /** The commands, in the order in which help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          SampleCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          DiagnoseCommand.class,
          CompareCommand.class,
          ImportCommand.class,
          ExportCommand.class,
          ReplayCommand.class,
          GradcheckCommand.class,
          PluginsCommand.class,
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
    CommandLine program = program(console, faults);
    try {
      return faults.ofStreams(program.execute(helped(program, args)));
    } catch (Error error) { // of exceptions, picocli tells the handlers
      return faults.ofError(error, program.getParseResult());
    }
  }

  /** {@code help train} is another way to say {@code train --help}. */
  private static String[] helped(CommandLine program, String[] args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    if (args.length == 1) {
      return new String[] {"--help"};
    }
    boolean isKnown = program.getSubcommands().containsKey(args[1]);
    return isKnown ? new String[] {args[1], "--help"} : new String[] {args[1]};
  }

  /** The program with all of its commands. */
  static CommandLine program(Console console, Faults faults) {
    ConsoleFactory factory = new ConsoleFactory(console);
    CommandLine program = new CommandLine(new CarouselCommand(), factory);
    for (Class<?> command : COMMANDS) {
      program.addSubcommand(new CommandLine(command, factory));
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
        .registerConverter(OutputFile.class, OutputFile::new)
        .setExecutionStrategy(new OutputGuard())
        .setParameterExceptionHandler(faults)
        .setExecutionExceptionHandler(faults);
    visit(program);
    return program;
  }

  /** What every command shares. */
  private static void visit(CommandLine command) {
    command.getCommandSpec().versionProvider(new VersionText());
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
    command.getSubcommands().values().forEach(Main::visit);
  }
}
