package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Gates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries that are held against each other: all contenders on one case, and Carousel's custom cells
 * beside its LSTM at the same shape.
 *
 * @param subject the case that the block is about
 */
record Block(Case subject, List<Entry> entries) {
  private static final String HOST = "lstm";

  /** Copies the list. */
  Block {
    entries = List.copyOf(entries);
  }

  /** Gathers entries, in the order of their cases. */
  static List<Block> of(List<Entry> entries) {
    Map<Case, List<Entry>> byHost = new LinkedHashMap<>();
    List<Case> subjects = entries.stream().map(Entry::subject).distinct().toList();
    for (Entry entry : entries) {
      Case subject = entry.subject();
      Case host = new Case(subject.kind(), HOST, subject.shape());
      boolean isGuest = !Gates.has(subject.cell()) && subjects.contains(host);
      if (!isGuest || entry.refusal().isEmpty()) {
        byHost.computeIfAbsent(isGuest ? host : subject, key -> new ArrayList<>()).add(entry);
      }
    }
    List<Block> blocks = new ArrayList<>();
    byHost.forEach((subject, members) -> blocks.add(new Block(subject, members)));
    return List.copyOf(blocks);
  }

  /** Carousel's time on the block's own case; NaN if there is none. */
  double carouselMillis() {
    return entries.stream()
        .filter(entry -> entry.isCarousel() && entry.subject().equals(subject))
        .mapToDouble(Entry::millis)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** How many times as long as Carousel an entry took; NaN if one of them has no time. */
  double overCarousel(Entry entry) {
    return entry.millis() / carouselMillis();
  }
}
