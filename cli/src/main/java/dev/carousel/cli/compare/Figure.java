package dev.carousel.cli.compare;

import org.jspecify.annotations.Nullable;

/**
 * One quantity in one report.
 *
 * @param value the number; NaN if it is not there or was not measured, infinite if it has no end
 * @param low the lower end of where it may lie; the value itself if nothing is known of that
 * @param high the upper end
 * @param word in place of a number: a verdict; null for a number
 */
record Figure(double value, double low, double high, @Nullable String word) {
  /** Of numbers without an interval, what differs by less of the larger one is the same. */
  static final double TOLERANCE = 1e-3;

  /** Nothing. */
  static final Figure NONE = of(Double.NaN);

  /** A number of which no interval is known. */
  static Figure of(double value) {
    return new Figure(value, value, value, null);
  }

  /** A number with its interval; without one if an end is not there. */
  static Figure within(double value, double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? of(value) : new Figure(value, low, high, null);
  }

  /** A word. */
  static Figure of(@Nullable String word) {
    return new Figure(Double.NaN, Double.NaN, Double.NaN, word);
  }

  boolean isThere() {
    return word != null || !Double.isNaN(value);
  }

  boolean hasInterval() {
    return low < high;
  }

  /** Half of the interval's width; 0 if none is known. */
  double halfWidth() {
    return hasInterval() ? (high - low) / 2 : 0;
  }

  /**
   * Whether two numbers cannot be told apart: their intervals overlap, or they differ by no more
   * than a resolution.
   */
  boolean isSameAs(Figure other, double resolution) {
    if (value == other.value) {
      return true;
    }
    if (Double.isInfinite(value) || Double.isInfinite(other.value)) {
      return false;
    }
    double larger = Math.max(Math.abs(value), Math.abs(other.value));
    return (low <= other.high && other.low <= high)
        || Math.abs(value - other.value) <= Math.max(resolution, TOLERANCE * larger);
  }
}
