package dev.carousel.flow;

import java.util.Locale;

/** What a measured growth means over the lags that it was fitted to. */
public enum Verdict {
  /** Falls, beyond doubt, to less than 1/e within the lags measured. */
  VANISHING,
  /** Grows, beyond doubt, to more than e times within the lags measured. */
  EXPLODING,
  /** Neither. */
  STEADY,
  /** Too few lags could be measured to say. */
  UNMEASURED;

  /**
   * The rule: the whole confidence interval on one side of zero, and a change by more than e from
   * the first lag fitted to the last. Of a single piece of data, which has no interval, the slope
   * itself decides. (What falls below the floor of float32 before three lags are measured has no
   * growth, and vanishes all the same; what rises above its ceiling there explodes.)
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
