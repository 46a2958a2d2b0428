package dev.carousel.flow.dynamics;

import dev.carousel.flow.Estimate;

/**
 * The Lyapunov exponents of a layer along real data: by how much, per step, a gradient that goes
 * back through its recurrence grows in each of the directions that grow most. A value above zero
 * says that gradients explode in that direction, one below that they vanish; of a state that keeps
 * an error for ever it is zero.
 *
 * @param exponents the largest ones in falling order, in natural log per step; the mean over
 *     sequences
 * @param spread the standard deviation of each over sequences; NaN for one sequence
 * @param stateSize how many exponents there are in all: one for each element of all states together
 * @param steps of each sequence that were counted
 * @param sequences how many were followed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Lyapunov(
    double[] exponents, double[] spread, int stateSize, int steps, int sequences) {

  /** An exponent with its sampling error over sequences, each of which is a piece of its own. */
  public Estimate estimate(int index) {
    return Estimate.of(exponents[index], spread[index], sequences);
  }

  /**
   * The Kolmogorov-Sinai entropy is at most the sum of the positive exponents (Ruelle, 1978), in
   * nats per step.
   */
  public double entropyBound() {
    double sum = 0;
    for (double exponent : exponents) {
      sum += Math.max(0, exponent);
    }
    return sum;
  }

  /**
   * The dimension of Kaplan and Yorke (1979): how many directions an attractor fills. NaN if more
   * exponents would be needed to say.
   */
  public double kaplanYorkeDimension() {
    double sum = 0;
    for (int i = 0; i < exponents.length; i++) {
      if (sum + exponents[i] < 0) {
        return i == 0 ? 0 : i + sum / -exponents[i];
      }
      sum += exponents[i];
    }
    return exponents.length == stateSize ? stateSize : Double.NaN;
  }
}
