package dev.carousel.benchmarks.reproduce;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/reproduce}. */
public final class ReproduceMain {
  private ReproduceMain() {}

  /** Writes the page, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 if the page is written; 1 if the program failed; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new ReproducePageCommand(console), console, args);
  }
}
