package dev.carousel.data.score;

/**
 * How many predictions to keep, so that they can be drawn. Immutable and thread-safe.
 *
 * @param groups the most groups; of more, some are kept that are spread evenly over the table
 * @param rows the most rows of a group; of more, the last are kept
 * @param classes the most classes of a group; of more, the likeliest are kept
 */
public record SampleSize(int groups, int rows, int classes) {
  /** What a page can show. */
  public static final SampleSize USUAL = new SampleSize(12, 1000, 12);

  /** The numbers that all groups together have, unless a group would have fewer than this. */
  private static final int ROWS_IN_ALL = 4000;

  private static final int FEWEST_ROWS = 240;

  /** A column of a heat map is to be seen on a narrow screen. */
  private static final int CLASS_ROWS = 120;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public SampleSize {
    if (groups < 1 || rows < 1 || classes < 1) {
      throw new IllegalArgumentException("at least 1 group, row and class");
    }
  }

  /** The most rows of each of so many groups. */
  int rowsOf(int shown, boolean isOfClasses) {
    int fair = Math.max(FEWEST_ROWS, ROWS_IN_ALL / Math.max(1, shown));
    return Math.min(rows, isOfClasses ? CLASS_ROWS : fair);
  }
}
