package dev.carousel.data.source.csv;

import java.util.regex.Pattern;

/** Numbers whose digits stand in groups of three, as people write them: {@code 1,234,567.5}. */
final class Grouped {
  /** One separator of thousands is told from a decimal mark by the other mark after it. */
  private static final Pattern MARKS =
      Pattern.compile(
          "[+-]?\\d{1,3}(?:(?:,\\d{3})+\\.\\d+|(?:\\.\\d{3})+,\\d+|(?:,\\d{3}){2,}|(?:\\.\\d{3}){2,})");

  /** Apostrophes and spaces that do not break a line stand nowhere else in a number. */
  private static final Pattern SPACES =
      Pattern.compile("[+-]?\\d{1,3}(?:['\\u2019" + CellSpaces.UNBROKEN + "]\\d{3})+(?:[.,]\\d+)?");

  private static final int LONGEST = 64;

  private Grouped() {}

  /** Whether a cell is such a number. */
  static boolean is(String cell) {
    return cell.length() <= LONGEST
        && (MARKS.matcher(cell).matches() || SPACES.matcher(cell).matches());
  }
}
