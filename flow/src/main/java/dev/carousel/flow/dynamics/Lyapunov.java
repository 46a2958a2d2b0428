package dev.carousel.flow.dynamics;

import dev.carousel.experiments.statistics.Estimate;

/**
 * The Lyapunov exponents of a layer along real data: the growth per step of a gradient that flows
 * back through its recurrence, in the directions of the largest growth. Above zero, gradients
 * explode in that direction; below zero, they vanish. A state that keeps an error for ever has the
 * exponent zero.
 *
 * @param exponents the largest ones in descending order, in natural log per step; the mean over
 *     sequences
 * @param spread the standard deviation of each over sequences; NaN for one sequence
 * @param stateSize the number of all exponents: one for each element of all states together
 * @param steps the number of counted steps of each sequence
 * @param sequences the number of sequences
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Lyapunov(
    double[] exponents, double[] spread, int stateSize, int steps, int sequences) {

  /** Nats per step that come from float32 alone: an exponent of 0 is not known better. */
  private static final double ROUNDING = 1e-6;

  /** An exponent with its sampling error over sequences, which are independent pieces. */
  public Estimate estimate(int index) {
    return Estimate.of(exponents[index], spread[index], sequences);
  }

  /** What the largest exponent says of computing all steps at once. */
  public ParallelInTime parallelInTime() {
    Estimate largest = estimate(0);
    if (largest.high95() < -ROUNDING) {
      return ParallelInTime.YES;
    }
    return largest.low95() > ROUNDING ? ParallelInTime.NO : ParallelInTime.OPEN;
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
   * The dimension of Kaplan and Yorke (1979): how many directions an attractor fills. NaN if that
   * needs more exponents.
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
