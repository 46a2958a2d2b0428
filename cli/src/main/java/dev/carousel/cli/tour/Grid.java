package dev.carousel.cli.tour;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a chapter. Immutable and thread-safe.
 *
 * @param caption what it shows
 * @param head a word for each column
 * @param rows as many cells as the head
 */
record Grid(String caption, List<String> head, List<List<String>> rows) {
  Grid {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  static Grid of(String caption, String... head) {
    return new Grid(caption, List.of(head), List.of());
  }

  /** The same table with one more row. */
  Grid row(String... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(head + ", but " + List.of(cells));
    }
    List<List<String>> more = new ArrayList<>(rows);
    more.add(List.of(cells));
    return new Grid(caption, head, more);
  }
}
