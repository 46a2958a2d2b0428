package dev.carousel.cli.tour;

import java.util.List;

/**
 * The document of {@code tour --json} and its page. Immutable and thread-safe.
 *
 * @param carousel the version that wrote it
 * @param command that wrote it
 * @param commandLine that wrote it
 * @param date when it was written
 * @param seed of what is drawn at random
 * @param seconds that it took
 * @param chapters in order
 */
record Tour(
    String carousel,
    String command,
    String commandLine,
    String date,
    long seed,
    double seconds,
    List<Chapter> chapters) {
  Tour {
    chapters = List.copyOf(chapters);
  }
}
