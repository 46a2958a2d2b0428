package dev.carousel.benchmarks.words;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/words}. */
public final class WordsMain {
  private WordsMain() {}

  /** Trains, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for a time; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new TrainedWords(console), console, args);
  }
}
