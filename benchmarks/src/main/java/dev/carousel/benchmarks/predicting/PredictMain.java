package dev.carousel.benchmarks.predicting;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/predict}. */
public final class PredictMain {
  private PredictMain() {}

  /** Predicts, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for speeds; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new PredictedWindows(console), console, args);
  }
}
