package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/compare}. */
public final class CompareMain {
  private CompareMain() {}

  /** Runs the comparison and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /**
   * The exit code: 0 if the comparison was made, though peers may have failed; 1 if Carousel failed
   * or nothing was timed; 2 for a wrong request.
   */
  static int run(Console console, String... args) {
    return Program.run(new CompareCommand(console), console, args);
  }
}
