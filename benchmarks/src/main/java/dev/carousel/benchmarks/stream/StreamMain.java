package dev.carousel.benchmarks.stream;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/stream}. */
public final class StreamMain {
  private StreamMain() {}

  /** Streams, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 if all outputs agree; 1 if some differ; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new StreamCommand(console), console, args);
  }
}
