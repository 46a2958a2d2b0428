package dev.carousel.flow.context;

/** The tolerance within which a loss counts as good as the best. */
final class Tolerance {
  /** Of the best loss. */
  private static final double OF_BEST = 0.02;

  /** Of what all context gains, so that a best loss of nothing leaves room for rounding. */
  private static final double OF_GAIN = 0.001;

  private Tolerance() {}

  /**
   * By how much a loss may be worse.
   *
   * @param best the least loss
   * @param without the loss with the least context
   */
  static double of(double best, double without) {
    return OF_BEST * Math.abs(best) + OF_GAIN * Math.max(0, without - best);
  }
}
