package dev.carousel.experiments.statistics;

/**
 * When a difference over pairs of the same seed counts as one. The verdicts on changes and those on
 * settings follow the same rules.
 */
public final class PairedRules {
  /** The minimum number of seeds for a judgement. */
  public static final int FEWEST_SEEDS = 3;

  /** The level of all tests. */
  public static final double LEVEL = 0.05;

  /** The largest difference that counts as none, as a share of the figure compared with. */
  public static final double MARGIN = 0.01;

  private PairedRules() {}

  /** Whether a p-value is significant; false for NaN. */
  public static boolean isSignificant(double pValue) {
    return pValue < LEVEL;
  }

  /** The largest mean difference that counts as none, in the figures' unit. */
  public static double margin(PairedDifference difference) {
    return MARGIN * Math.abs(difference.level());
  }

  /** Whether the mean difference is within the margin. */
  public static boolean isWithinMargin(PairedDifference difference) {
    return Math.abs(difference.mean()) <= margin(difference);
  }
}
