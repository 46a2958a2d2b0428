package dev.carousel.benchmarks.reading;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/read}. */
public final class ReadMain {
  private ReadMain() {}

  /** Reads, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for a table of speeds; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new ReadCommand(console), console, args);
  }
}
