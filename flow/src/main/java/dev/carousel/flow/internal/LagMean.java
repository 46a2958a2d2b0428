package dev.carousel.flow.internal;

import dev.carousel.internal.norms.FloatRange;

/** The geometric mean of norms by lag, over samples. Used by one thread at a time. */
public final class LagMean {
  /** The share of samples that may lie beyond floor or ceiling at a lag that is still used. */
  private static final double TOLERATED = 0.1;

  private final double[] logSums;
  private final int[] measured;
  private final int[] below;
  private final int[] above;

  /** The means of lags from 0 to the given one. */
  public LagMean(int lag) {
    logSums = new double[lag + 1];
    measured = new int[lag + 1];
    below = new int[lag + 1];
    above = new int[lag + 1];
  }

  /**
   * Adds one sample.
   *
   * @param norms by lag
   * @param unit the unit in which they are expressed
   */
  public void add(double[] norms, double unit) {
    for (int lag = 0; lag < Math.min(norms.length, logSums.length); lag++) {
      if (FloatRange.isWithin(norms[lag])) {
        logSums[lag] += Math.log(norms[lag] / unit);
        measured[lag]++;
      } else if (FloatRange.isBelow(norms[lag])) {
        below[lag]++;
      } else {
        above[lag]++; // not a number: infinities met on the way
      }
    }
  }

  /** The same without samples that were added to another one too. */
  public LagMean without(LagMean part) {
    LagMean rest = new LagMean(lags() - 1);
    for (int lag = 0; lag < lags(); lag++) {
      rest.logSums[lag] = logSums[lag] - part.logSums[lag];
      rest.measured[lag] = measured[lag] - part.measured[lag];
      rest.below[lag] = below[lag] - part.below[lag];
      rest.above[lag] = above[lag] - part.above[lag];
    }
    return rest;
  }

  /** Whether any sample could be measured at a lag. */
  public boolean isMeasured(int lag) {
    return measured[lag] > 0;
  }

  /** The number of lags, from 0. */
  public int lags() {
    return logSums.length;
  }

  /** Whether few enough samples lie beyond floor and ceiling at a lag. */
  public boolean isUsable(int lag) {
    int beyond = below[lag] + above[lag];
    return measured[lag] > 0 && beyond <= TOLERATED * (measured[lag] + beyond);
  }

  /** How many lags can be used, from 0 on. */
  public int usableLags() {
    int lags = 0;
    while (lags < logSums.length && isUsable(lags)) {
      lags++;
    }
    return lags;
  }

  /** The natural logarithm of the mean at a lag that can be used. */
  public double log(int lag) {
    return logSums[lag] / measured[lag];
  }

  /** Whether a lag was measured, and what was found lies mostly below the floor. */
  public boolean isBelowFloor(int lag) {
    return !isUsable(lag) && below[lag] > above[lag];
  }

  /** Whether a lag was measured, and what was found lies mostly above the ceiling. */
  public boolean isAboveCeiling(int lag) {
    return !isUsable(lag) && above[lag] > below[lag];
  }

  /** The means; NaN where a lag cannot be used. */
  public double[] means() {
    double[] means = new double[lags()];
    for (int lag = 0; lag < means.length; lag++) {
      means[lag] = isUsable(lag) ? Math.exp(log(lag)) : Double.NaN;
    }
    return means;
  }
}
