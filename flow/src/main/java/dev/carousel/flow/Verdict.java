package dev.carousel.flow;

import java.util.Locale;

/** The meaning of a measured growth over the lags of its fit. */
public enum Verdict {
  /** Falls significantly, to less than 1/e within the measured lags. */
  VANISHING,
  /** Grows significantly, to more than e times within the measured lags. */
  EXPLODING,
  /** Neither. */
  STEADY,
  /** Too few lags could be measured. */
  UNMEASURED;

  /**
   * The rule: the whole confidence interval lies on one side of zero, and the gradient changes by
   * more than a factor of e over the lags of the fit. A single piece of data has no interval, so
   * the slope itself decides. A gradient below the floor of float32 before three lags are measured
   * has no growth, but still vanishes; one above the ceiling explodes.
   */
  static Verdict of(Growth growth) {
    double change = growth.perStep() * (growth.lags() - 1);
    boolean falls = Double.isNaN(growth.high95()) ? growth.perStep() < 0 : growth.high95() < 0;
    boolean grows = Double.isNaN(growth.low95()) ? growth.perStep() > 0 : growth.low95() > 0;
    if (falls && change < -1) {
      return VANISHING;
    }
    return grows && change > 1 ? EXPLODING : STEADY;
  }

  /** The word as reports use it: {@code vanishing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
