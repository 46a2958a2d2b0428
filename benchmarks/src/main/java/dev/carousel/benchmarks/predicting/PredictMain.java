package dev.carousel.benchmarks.predicting;

import dev.carousel.cli.console.Console;
import dev.carousel.error.CarouselException;
import picocli.CommandLine;

/** The program {@code benchmarks/predict}. */
public final class PredictMain {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private PredictMain() {}

  /** Predicts, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for speeds; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return new CommandLine(new PredictedWindows(console))
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler((fault, command, parsed) -> tell(console, fault))
        .execute(args);
  }

  private static int tell(Console console, Exception fault) throws Exception {
    if (fault instanceof CarouselException known) {
      console.err().println("predict: " + known.getMessage());
      return known.kind() == CarouselException.Kind.USAGE ? USAGE : FAILURE;
    }
    throw fault;
  }
}
