package dev.carousel.cli.tour;

import java.util.List;
import java.util.Map;

/**
 * A chapter with its measured figures. Immutable and thread-safe.
 *
 * @param number from 1
 * @param id the word that chooses it on the command line
 * @param title a sentence
 * @param parts in order
 * @param numbers what was measured, by name
 * @param question at its end
 */
record Chapter(
    int number,
    String id,
    String title,
    List<Part> parts,
    Map<String, Double> numbers,
    Question question) {
  Chapter {
    parts = List.copyOf(parts);
    numbers = Map.copyOf(numbers);
  }

  /** A chapter of this subject. */
  static Chapter of(
      Subject subject, List<Part> parts, Map<String, Double> numbers, Question question) {
    return new Chapter(subject.number(), subject.id(), subject.title(), parts, numbers, question);
  }
}
