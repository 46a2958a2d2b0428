package dev.carousel.cli.compare;

import dev.carousel.experiments.statistics.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One quantity in one report.
 *
 * @param value the number; NaN if it is not there or was not measured, infinite if it has no end
 * @param estimate the number with its sampling error; null if that is not known
 * @param word in place of a number: a verdict; null for a number
 */
record Figure(double value, @Nullable Estimate estimate, @Nullable String word) {
  /** Of numbers without an interval, what differs by less of the larger one is the same. */
  static final double TOLERANCE = 1e-3;

  /** Nothing. */
  static final Figure NONE = of(Double.NaN);

  /** A number of which no sampling error is known. */
  static Figure of(double value) {
    return new Figure(value, null, null);
  }

  /** A number with its sampling error, if that is known. */
  static Figure of(Estimate estimate) {
    return new Figure(estimate.value(), estimate.isTestable() ? estimate : null, null);
  }

  /** A word. */
  static Figure of(@Nullable String word) {
    return new Figure(Double.NaN, null, word);
  }

  boolean isThere() {
    return word != null || !Double.isNaN(value);
  }

  boolean hasInterval() {
    return estimate != null;
  }

  /** The lower end of the 95 % interval; the value itself if none is known. */
  double low() {
    return estimate == null ? value : estimate.low95();
  }

  /** The upper end. */
  double high() {
    return estimate == null ? value : estimate.high95();
  }

  /** Half of the interval's width; 0 if none is known. */
  double halfWidth() {
    return hasInterval() ? (high() - low()) / 2 : 0;
  }

  /** How likely so large a difference is by chance; NaN if a sampling error is not known. */
  double pValue(Figure other) {
    return estimate == null || other.estimate == null
        ? Double.NaN
        : estimate.pValue(other.estimate);
  }

  /** Whether two numbers differ by no more than a resolution. */
  boolean isSameAs(Figure other, double resolution) {
    if (value == other.value) {
      return true;
    }
    if (Double.isInfinite(value) || Double.isInfinite(other.value)) {
      return false;
    }
    double larger = Math.max(Math.abs(value), Math.abs(other.value));
    return Math.abs(value - other.value) <= Math.max(resolution, TOLERANCE * larger);
  }
}
