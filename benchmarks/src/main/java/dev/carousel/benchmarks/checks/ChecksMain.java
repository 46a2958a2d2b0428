package dev.carousel.benchmarks.checks;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/checks}. */
public final class ChecksMain {
  private ChecksMain() {}

  /** Checks the cells, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 if all passed; 1 if one did not; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new ChecksCommand(console), console, args);
  }
}
