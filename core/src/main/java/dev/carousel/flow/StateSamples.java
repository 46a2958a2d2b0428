package dev.carousel.flow;

import dev.carousel.model.Layer;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/** Gathers the norms of one state's gradient by lag, and sums them up. */
final class StateSamples {
  /**
   * The floor and the ceiling of float32: beyond them a norm says more of the arithmetic than of
   * the network. The smallest normal number is 1.2e-38; a norm of 1e-36 still has elements that
   * are.
   */
  private static final double FLOOR = 1e-36;

  private static final double CEILING = 1e36;

  /** The share of samples that may lie beyond floor or ceiling at a lag that is still used. */
  private static final double TOLERATED = 0.1;

  /** A slope and its confidence interval want three points. */
  private static final int FEWEST_LAGS = 3;

  private static final double SIGNIFICANCE = 0.05;

  private final Layer layer;
  private final String state;
  private final double[] logSums;
  private final int[] measured;
  private final int[] below;
  private final int[] above;
  private int samples;

  StateSamples(Layer layer, String state, int lag) {
    this.layer = layer;
    this.state = state;
    logSums = new double[lag + 1];
    measured = new int[lag + 1];
    below = new int[lag + 1];
    above = new int[lag + 1];
  }

  Layer layer() {
    return layer;
  }

  String key() {
    return key(layer.name(), state);
  }

  static String key(String layer, String state) {
    return layer + "/" + state;
  }

  /** Adds one row's norms by lag. A row whose gradient is zero at lag 0 has nothing to say. */
  void add(double[] norms) {
    if (!isWithin(norms[0])) {
      return;
    }
    samples++;
    for (int lag = 0; lag < Math.min(norms.length, logSums.length); lag++) {
      if (isWithin(norms[lag])) {
        logSums[lag] += Math.log(norms[lag] / norms[0]);
        measured[lag]++;
      } else if (norms[lag] <= FLOOR) {
        below[lag]++;
      } else {
        above[lag]++; // not a number: infinities met on the way
      }
    }
  }

  private static boolean isWithin(double norm) {
    return norm > FLOOR && norm < CEILING;
  }

  private boolean isUsable(int lag) {
    int beyond = below[lag] + above[lag];
    return measured[lag] > 0 && beyond <= TOLERATED * (measured[lag] + beyond);
  }

  /** How many lags can be used, from 0 on. */
  private int usableLags() {
    int lags = 0;
    while (lags < logSums.length && isUsable(lags)) {
      lags++;
    }
    return lags;
  }

  StateFlow report() {
    double[] gradient = new double[logSums.length];
    for (int lag = 0; lag < gradient.length; lag++) {
      gradient[lag] = isUsable(lag) ? Math.exp(logSums[lag] / measured[lag]) : Double.NaN;
    }
    Growth growth = growth();
    Verdict verdict = growth == null ? verdictWithoutGrowth() : Verdict.of(growth);
    return new StateFlow(state, gradient, samples, growth, verdict);
  }

  /** A gradient that falls below the floor before three lags are measured needs no slope. */
  private Verdict verdictWithoutGrowth() {
    int lag = usableLags();
    boolean isMeasured = lag > 0 && lag < logSums.length;
    return isMeasured && below[lag] > above[lag] ? Verdict.VANISHING : Verdict.UNMEASURED;
  }

  private @Nullable Growth growth() {
    SimpleRegression line = new SimpleRegression();
    for (int lag = 0; lag < usableLags(); lag++) {
      line.addData(lag, logSums[lag] / measured[lag]);
    }
    if (line.getN() < FEWEST_LAGS) {
      return null;
    }
    double slope = line.getSlope();
    double halfWidth = line.getSlopeConfidenceInterval(SIGNIFICANCE);
    // A perfect line has no residual, and rounding may make it less than none.
    double width = Double.isNaN(halfWidth) ? 0 : halfWidth;
    return new Growth(slope, slope - width, slope + width, (int) line.getN());
  }
}
