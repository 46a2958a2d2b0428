package dev.carousel.cli;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.figures.FiguresFolder;
import dev.carousel.cli.options.DataPlace;
import dev.carousel.cli.options.RecordedData;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Checks, before a command runs, that it does not overwrite what it reads. Every {@link OutputFile}
 * of the command line, and every file of a {@link FiguresFolder}, is compared with every other file
 * and folder there, and with the data of a run there.
 */
final class OutputGuard implements IExecutionStrategy {
  /** Folders of which every file is read. */
  private static final Set<String> DATA = Set.of("--text", "--csv", "--jsonl", "--npz");

  @Override
  public int execute(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      throw refused(parsed, misplaced(parsed));
    }
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      try {
        check(each);
      } catch (CarouselException why) {
        throw refused(each, why);
      }
    }
    return new RunLast().execute(parsed);
  }

  private static ParameterException refused(ParseResult parsed, CarouselException why) {
    CommandLine command = parsed.commandSpec().commandLine();
    return new ParameterException(command, String.valueOf(why.getMessage()), why);
  }

  /** Refuses options before the command, which would not reach it. */
  private static CarouselException misplaced(ParseResult parsed) {
    String option = parsed.matchedOptions().get(0).longestName();
    String command = parsed.subcommand().commandSpec().qualifiedName();
    return CarouselException.usage(option + " must come after the command.")
        .expected("options after the command")
        .mend(command + " " + option + " ..")
        .build();
  }

  private static void check(ParseResult parsed) {
    List<ArgSpec> given = new ArrayList<>(parsed.matchedOptions());
    given.addAll(parsed.matchedPositionals());
    for (ArgSpec output : given) {
      for (OutputFile file : FiguresFolder.outputs(output.getValue())) {
        for (ArgSpec input : given) {
          paths(input).forEach(path -> requireApart(file, name(output), path, input));
          paths(input).forEach(path -> requireOutside(file, name(output), path));
        }
      }
    }
  }

  /** The files and folders that an argument names; a sweep has several data sets in a text. */
  private static List<Path> paths(ArgSpec argument) {
    if (argument.getValue() instanceof Path path) {
      return List.of(path);
    }
    Collection<?> several =
        argument.getValue() instanceof Collection<?> values ? values : List.of();
    Stream<Path> texts =
        several.stream()
            .filter(value -> value instanceof String && DATA.contains(name(argument)))
            .flatMap(value -> Stream.of(value.toString().split(";")))
            .map(text -> Path.of(text.strip()));
    return Stream.concat(
            several.stream().filter(Path.class::isInstance).map(Path.class::cast), texts)
        .toList();
  }

  private static void requireApart(OutputFile file, String option, Path path, ArgSpec input) {
    if (file.isSame(path)) {
      throw CarouselException.usage(option + " would replace a file that the command uses.")
          .expected("a file that nothing else on the command line names")
          .found(path + ", which " + name(input) + " names")
          .where(option + " " + file.given())
          .build();
    }
    if (DATA.contains(name(input)) && new DataPlace(path).isAround(file)) {
      throw CarouselException.usage(option + " would write into the data.")
          .expected("a file outside of " + path + ", as " + name(input) + " reads everything there")
          .found(file.given())
          .where(option + " " + file.given())
          .build();
    }
  }

  /**
   * Refuses files within the data of a run, which is read again when the run is resumed or
   * evaluated.
   */
  private static void requireOutside(OutputFile file, String option, Path path) {
    RecordedData data = RecordedData.of(path);
    for (Path place : data.places()) {
      boolean isPassedOver = file.isIn(data.run()) && data.isRun(); // no text, wherever it lies
      if (file.isSame(place) || (new DataPlace(place).isAround(file) && !isPassedOver)) {
        throw CarouselException.usage(
                option + " would change the data of the run in " + data.run() + ".")
            .expected(
                "a file "
                    + (file.isSame(place) ? "other than " : "outside of ")
                    + place
                    + ", which the run was trained on")
            .found(file.given())
            .where(option + " " + file.given())
            .build();
      }
    }
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
