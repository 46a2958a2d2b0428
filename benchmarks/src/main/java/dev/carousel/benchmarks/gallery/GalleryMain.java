package dev.carousel.benchmarks.gallery;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;

/** The program {@code benchmarks/gallery}. */
public final class GalleryMain {
  private GalleryMain() {}

  /** Measures, writes or checks the gallery, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** The exit code: 0 for a page; 1 if a part of it is missing or old; 2 for a wrong request. */
  static int run(Console console, String... args) {
    return Program.run(new GalleryCommand(console), console, args);
  }
}
