package dev.carousel.data.source.csv;

/** What stands before the decimals of a number. */
public enum Decimal {
  /**
   * A comma if the first rows have numbers with a comma and none with a point, and cells are not
   * separated by commas; else a point.
   */
  AUTO,
  /** {@code 1.5} */
  POINT,
  /** {@code 1,5}; where commas separate cells, such numbers are in quotes. */
  COMMA
}
