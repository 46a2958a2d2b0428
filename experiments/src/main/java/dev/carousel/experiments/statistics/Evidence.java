package dev.carousel.experiments.statistics;

/**
 * What the figures of two settings say before the correction for many comparisons.
 *
 * @param isBetter whether the first seems better; otherwise the second
 * @param pValue NaN if nothing can be tested
 * @param test its name; empty if nothing can be tested
 * @param isContradictory whether one fails less often, and the other has significantly better
 *     figures
 */
record Evidence(boolean isBetter, double pValue, String test, boolean isContradictory) {
  private static final Evidence NONE = new Evidence(false, Double.NaN, "", false);
  private static final String FISHER = "Fisher's exact test of failures";

  /**
   * If both fail equally often, the paired test of the pairs without a failure. Otherwise failures
   * are tested too: the p-value is twice the smaller of the two, because there are two ways to be
   * better. A test of figures that favours the one that fails more often does not count.
   *
   * @param difference the first setting's figures minus the second's
   */
  static Evidence of(PairedDifference difference, Aim aim, PairedTest test) {
    Failures failures = Failures.of(difference);
    boolean isTestable = difference.pairs() >= PairedRules.FEWEST_SEEDS;
    if (difference.seeds() < PairedRules.FEWEST_SEEDS || failures.isEqual() && !isTestable) {
      return NONE;
    }
    boolean isFigureBetter = aim.isBetter(difference.mean(), 0);
    double figures = isTestable ? test.pValue(difference) : Double.NaN;
    if (failures.isEqual()) {
      return new Evidence(isFigureBetter, figures, test.words(), false);
    }
    boolean isBetter = failures.a() < failures.b();
    double failed = failures.pValue();
    if (isFigureBetter == isBetter && figures < failed) {
      return new Evidence(isBetter, Math.min(1, 2 * figures), test.words(), false);
    }
    boolean isContradictory = isFigureBetter != isBetter && PairedRules.isSignificant(figures);
    return new Evidence(isBetter, Math.min(1, 2 * failed), FISHER, isContradictory);
  }
}
