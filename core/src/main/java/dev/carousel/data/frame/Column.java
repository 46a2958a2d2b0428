package dev.carousel.data.frame;

/** A named column of a {@link Frame}, with cells of one type. A cell may be missing. Immutable. */
public sealed interface Column permits NumberColumn, TextColumn, TimeColumn {
  /** The name, as in the header. */
  String name();

  /** The number of cells. */
  int rows();

  /** Whether a cell is missing. */
  boolean isMissing(int row);

  /** A cell as text, for messages and output; empty if it is missing. */
  String text(int row);

  /** The type in a word: {@code numbers}, {@code text} or {@code times}. */
  String type();

  /** The number of missing cells. */
  default int missing() {
    int missing = 0;
    for (int row = 0; row < rows(); row++) {
      missing += isMissing(row) ? 1 : 0;
    }
    return missing;
  }
}
