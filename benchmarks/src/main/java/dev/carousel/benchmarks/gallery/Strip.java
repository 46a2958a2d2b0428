package dev.carousel.benchmarks.gallery;

/** A gradient by lag, drawn as a line of text: a character for each lag, on a log scale. */
final class Strip {
  /** From about 1 down, each a step lower. */
  private static final String HEIGHTS = "█▇▆▅▄▃▂▁";

  private static final char MORE = '^';
  private static final char LESS = '.';

  /** Two heights make a factor of ten. */
  private static final double HEIGHTS_PER_DECADE = 2;

  private Strip() {}

  /**
   * Draws one.
   *
   * @param gradient by lag, relative to lag 0; NaN where it is below the range of float32, or above
   */
  static String of(double[] gradient) {
    StringBuilder drawn = new StringBuilder();
    boolean isGrowing = false;
    for (double value : gradient) {
      isGrowing = Double.isNaN(value) ? isGrowing : value > 1;
      drawn.append(Double.isNaN(value) ? (isGrowing ? MORE : LESS) : of(value));
    }
    return drawn.toString();
  }

  private static char of(double value) {
    long below = Math.round(-HEIGHTS_PER_DECADE * Math.log10(value));
    if (below < 0) {
      return MORE;
    }
    return below < HEIGHTS.length() ? HEIGHTS.charAt((int) below) : LESS;
  }

  /** How to read one, for a page. */
  static String words() {
    return "A full block is all of the gradient that there is at lag 0. Each height less is a"
        + " factor of √10: `▆` is a tenth, `▄` a hundredth, `▂` a thousandth, `.` less than `▁`,"
        + " and `^` more than at lag 0.";
  }
}
