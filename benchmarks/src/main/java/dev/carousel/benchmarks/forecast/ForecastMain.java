package dev.carousel.benchmarks.forecast;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/forecast}. */
public final class ForecastMain {
  private ForecastMain() {}

  /** Calibrates, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 if all trials are done; 1 if one failed; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new ForecastCommand(console), console, args);
  }
}
