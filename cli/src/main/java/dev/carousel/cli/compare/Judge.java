package dev.carousel.cli.compare;

import dev.carousel.experiments.statistics.Holm;
import java.util.List;
import java.util.stream.IntStream;

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

  /** The largest of these p-values that counts, by {@link Holm}; negative if none does. */
  static double largest(double... values) {
    double[] adjusted = Holm.adjusted(values);
    return IntStream.range(0, values.length)
        .filter(i -> adjusted[i] <= LEVEL)
        .mapToDouble(i -> values[i])
        .max()
        .orElse(NONE);
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
