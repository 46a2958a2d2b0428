package dev.carousel.train;

/**
 * How long a run will still take. The first updates of a JVM are many times slower than later ones,
 * so nothing is said until there is enough to go by.
 */
final class TimeLeft {
  /** Of a run: where it is past, what was slow at the start is outweighed. */
  private static final double EARLY = 0.1;

  /** After this time the JVM runs at its speed, however long the run. */
  private static final double WARM = 15;

  private TimeLeft() {}

  /**
   * Seconds left; NaN while nothing can be said.
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
