package dev.carousel.flow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a measured growth means over the lags that were looked at. */
public enum Verdict {
  /** Falls, beyond doubt, to less than 1/e within the lags measured. */
  VANISHING,
  /** Grows, beyond doubt, to more than e times within the lags measured. */
  EXPLODING,
  /** Neither. */
  STEADY,
  /** Too few lags above the floor of the arithmetic to say. */
  UNMEASURED;

  /**
   * The rule: the whole confidence interval on one side of zero, and a change by more than e over
   * {@code lag} steps.
   */
  static Verdict of(@Nullable Growth growth, int lag) {
    if (growth == null) {
      return UNMEASURED;
    }
    if (growth.high95() < 0 && growth.perStep() * lag < -1) {
      return VANISHING;
    }
    return growth.low95() > 0 && growth.perStep() * lag > 1 ? EXPLODING : STEADY;
  }

  /** The word as reports use it: {@code vanishing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
