package dev.carousel.cli.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Decides which differences between two reports are more than chance.
 *
 * <p>Quantities with a sampling error are tested (Welch), all of them together at a level of
 * {@value #LEVEL} (Holm, 1979): if only the data has changed, this is the maximum chance that any
 * is called better or worse. A quantity without a sampling error is judged only where both reports
 * measured the same data.
 *
 * @param largest the largest p-value that counts as a difference; negative if none does
 * @param isSameData whether both reports are of the same data
 */
record Judge(double largest, boolean isSameData) {
  /** For all tests of two reports together. */
  static final double LEVEL = 0.01;

  private static final double NONE = -1;

  /** Of all pairs of networks in two reports. */
  static Judge of(List<NetworkPair> pairs, boolean isSameData) {
    Judge any = new Judge(NONE, isSameData);
    double[] values =
        pairs.stream()
            .flatMap(pair -> Quantities.of(pair.before(), pair.after(), any).stream())
            .mapToDouble(Quantity::pValue)
            .filter(p -> !Double.isNaN(p))
            .toArray();
    return new Judge(largest(values), isSameData);
  }

  /** Holm's rule: the i-th smallest of n counts while it is at most level / (n - i). */
  static double largest(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double largest = NONE;
    for (int i = 0; i < sorted.length && sorted[i] <= LEVEL / (sorted.length - i); i++) {
      largest = sorted[i];
    }
    return largest;
  }

  /** What became of a number that is there in both. */
  Trend of(Criterion criterion, Figure before, Figure after) {
    double p = before.pValue(after);
    if (!Double.isNaN(p)) {
      return p <= largest ? criterion.direction(before, after) : Trend.SAME;
    }
    if (before.isSameAs(after, criterion.resolution())) {
      return Trend.SAME;
    }
    return criterion.isWithoutAim()
        ? Trend.DIFFERENT
        : criterion.isTested() || !isSameData ? Trend.UNTESTED : criterion.direction(before, after);
  }
}
