package dev.carousel.cli.tour;

import java.util.List;

/**
 * The end of a chapter. Immutable and thread-safe.
 *
 * @param ask what the reader can find out from the chapter
 * @param answer in a sentence or two
 * @param commands to try, without the word carousel
 */
record Question(String ask, String answer, List<String> commands) {
  Question {
    commands = List.copyOf(commands);
  }
}
