package dev.carousel.metrics;

/**
 * How good predicted intervals are. Immutable and thread-safe.
 *
 * @param low the level of the lower end
 * @param high the level of the upper end
 * @param coverage the share of the truths inside; {@code high - low}, if it is calibrated
 * @param width the mean width
 */
public record IntervalFigures(double low, double high, double coverage, double width) {
  /** The share of the truths that is to be inside. */
  public double nominal() {
    return high - low;
  }
}
