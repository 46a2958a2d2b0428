package dev.carousel.experiments.statistics;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * How many trainings of two settings were not finite or diverged, of as many each.
 *
 * @param a of the first
 * @param b of the second
 * @param seeds of each
 */
record Failures(int a, int b, int seeds) {
  /** Probabilities that are equal but for rounding. */
  private static final double SAME = 1 + 1e-7;

  static Failures of(PairedDifference difference) {
    return new Failures(
        difference.notFiniteAfter(), difference.notFiniteBefore(), difference.seeds());
  }

  boolean isEqual() {
    return a == b;
  }

  boolean isAny() {
    return a + b > 0;
  }

  /**
   * Fisher's exact test (1935), two-sided: the probability of counts at most as likely as these, if
   * both settings fail equally often.
   */
  double pValue() {
    if (!isAny()) {
      return 1;
    }
    HypergeometricDistribution chance = new HypergeometricDistribution(2 * seeds, a + b, seeds);
    double found = chance.probability(a);
    double sum =
        IntStream.rangeClosed(Math.max(0, a + b - seeds), Math.min(seeds, a + b))
            .mapToDouble(chance::probability)
            .filter(p -> p <= found * SAME)
            .sum();
    return Math.min(1, sum);
  }
}
