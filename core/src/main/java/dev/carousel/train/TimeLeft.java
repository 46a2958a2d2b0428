package dev.carousel.train;

/**
 * Estimates the remaining time of a run. The first updates of a JVM are many times slower than
 * later ones, so there is no estimate until enough updates have been made.
 */
final class TimeLeft {
  /** The share of a run after which the slow start no longer matters. */
  private static final double EARLY = 0.1;

  /** The time in seconds after which the JVM has reached its speed, however long the run. */
  private static final double WARM = 15;

  private TimeLeft() {}

  /**
   * The seconds left; NaN while there is no estimate.
   *
   * @param fraction of the run that is done
   * @param isOfTime whether the fraction is one of time, which needs no estimate
   * @param seconds that the run took so far
   */
  static double of(double fraction, boolean isOfTime, double seconds) {
    boolean isKnown = fraction > 0 && (isOfTime || fraction >= EARLY || seconds >= WARM);
    return isKnown ? seconds * (1 - fraction) / fraction : Double.NaN;
  }
}
