package dev.carousel.experiments.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p-values for the number of tests (Holm, 1979, A simple sequentially rejective multiple
 * test procedure). Without it, four in ten reports of ten useless changes would call one a help;
 * with it, one in twenty.
 */
public final class Holm {
  private Holm() {}

  /**
   * The corrected p-values, in any order: the i-th smallest of m times {@code m - i + 1}, no less
   * than the one before and at most 1.
   *
   * @param pValues of all tests; NaN for tests that could not be made, which do not count and stay
   *     NaN
   */
  public static double[] adjusted(double... pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = Arrays.copyOf(pValues, pValues.length);
    double least = 0;
    for (int rank = 0; rank < order.length; rank++) {
      least = Math.max(least, (order.length - rank) * pValues[order[rank]]);
      adjusted[order[rank]] = Math.min(1, least);
    }
    return adjusted;
  }
}
