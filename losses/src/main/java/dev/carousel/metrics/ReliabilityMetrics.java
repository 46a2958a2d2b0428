package dev.carousel.metrics;

import java.util.ArrayList;
import java.util.List;

/** Gathers {@link Reliability}. Constant memory. Used by one thread. */
public final class ReliabilityMetrics {
  private static final int BINS = 10;

  private final long[] count = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] sum = new double[BINS];

  /** Of no predictions. */
  public ReliabilityMetrics() {}

  /**
   * Adds a prediction.
   *
   * @param probability of the predicted class
   * @param isRight whether it is the true one
   */
  public void add(double probability, boolean isRight) {
    int bin = (int) Math.max(0, Math.min(BINS - 1, Math.ceil(probability * BINS) - 1));
    count[bin]++;
    right[bin] += isRight ? 1 : 0;
    sum[bin] += probability;
  }

  /** Adds all predictions of another. */
  public void addAll(ReliabilityMetrics other) {
    for (int bin = 0; bin < BINS; bin++) {
      count[bin] += other.count[bin];
      right[bin] += other.right[bin];
      sum[bin] += other.sum[bin];
    }
  }

  /** The bins so far. */
  public Reliability reliability() {
    List<Reliability.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(
          new Reliability.Bin(
              bin / (double) BINS,
              (bin + 1) / (double) BINS,
              count[bin],
              sum[bin] / count[bin],
              (double) right[bin] / count[bin]));
    }
    return new Reliability(bins);
  }
}
