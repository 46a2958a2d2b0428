package dev.carousel.benchmarks.program;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** What all programs of benchmarks do with their arguments and errors. */
public final class Program {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private Program() {}

  /**
   * Runs the command that a program consists of.
   *
   * @param command a class with picocli's annotations
   * @return the command's exit code; 1 if it fails, 2 for a wrong request
   */
  public static int run(Object command, Console console, String... arguments) {
    return new CommandLine(command)
        .setOut(console.out())
        .setErr(console.err())
        .registerConverter(OutputFile.class, OutputFile::new)
        .setExecutionExceptionHandler((fault, line, parsed) -> tell(line, fault))
        .execute(arguments);
  }

  /**
   * Refuses an option that is too small.
   *
   * @param least the smallest value that is allowed
   */
  public static void require(String option, long found, long least) {
    if (found < least) {
      throw CarouselException.usage(option + " is out of range.")
          .expected("at least " + least)
          .found(found)
          .build();
    }
  }

  /** Refuses an option that names no folder; returns the folder. */
  public static Path existing(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CarouselException.usage(option + " is not a folder.")
          .expected("a folder that exists")
          .found(folder)
          .build();
    }
    return folder;
  }

  private static int tell(CommandLine line, Exception fault) throws Exception {
    if (fault instanceof CarouselException known) {
      line.getErr().println(line.getCommandName() + ": " + known.getMessage());
      return known.kind() == CarouselException.Kind.USAGE ? USAGE : FAILURE;
    }
    throw fault;
  }
}
