package dev.carousel.metrics;

import java.util.List;

/**
 * How often a predicted class is right, by the probability that it was given: equal, if
 * probabilities are calibrated. Immutable and thread-safe.
 *
 * @param bins of equal width from 0 to 1, ascending
 */
public record Reliability(List<Bin> bins) {
  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Predictions whose class has a probability in a range. Immutable and thread-safe.
   *
   * @param from exclusive, but for 0
   * @param to inclusive
   * @param predictions how many
   * @param probability their mean; NaN if there are none
   * @param accuracy the share that is right; NaN if there are none
   */
  public record Bin(
      double from, double to, long predictions, double probability, double accuracy) {}

  /**
   * The expected calibration error: the mean distance of probability and accuracy, weighted by
   * predictions; NaN if there are none. (Naeini and others, 2015)
   */
  public double calibrationError() {
    long all = bins.stream().mapToLong(Bin::predictions).sum();
    return bins.stream()
            .filter(bin -> bin.predictions() > 0)
            .mapToDouble(bin -> bin.predictions() * Math.abs(bin.probability() - bin.accuracy()))
            .sum()
        / all;
  }
}
