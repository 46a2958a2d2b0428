package dev.carousel.benchmarks.teams;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/teams}. */
public final class TeamsMain {
  private TeamsMain() {}

  /** Measures, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for a table; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new TimedTeams(console), console, args);
  }
}
