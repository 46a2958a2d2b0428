package dev.carousel.benchmarks.cells;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/cells}. */
public final class CellsMain {
  private CellsMain() {}

  /** Times the cells, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for a table; 1 if a cell fails; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new CellsCommand(console), console, args);
  }
}
