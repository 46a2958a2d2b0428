package dev.carousel.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * The signed-rank test of Wilcoxon (1945) on differences of pairs, two-sided: whether they are
 * symmetric about 0. Zeros, ties and the choice of the p-value are those of R's {@code wilcox.test}
 * with its defaults:
 *
 * <ul>
 *   <li>Differences of 0 are left out.
 *   <li>Differences of the same size share the mean of their ranks.
 *   <li>The p-value is exact with fewer than {@value #MOST_EXACT} differences, if none of them is 0
 *       and no two have the same size. It is then twice the smaller tail of the {@code 2^n} equally
 *       likely sums of ranks, and at most 1.
 *   <li>Otherwise it is that of the normal approximation, corrected for ties and for continuity.
 * </ul>
 *
 * <p>With n pairs, no exact p-value is below {@code 2^(1-n)}: fewer than 6 pairs are never
 * significant at 5 %. Commons Math has the ranks and the normal distribution; its own test of this
 * name takes {@code 2^n} steps and does not correct for ties.
 *
 * @param pairs the number of differences that are not 0
 * @param positive the sum of the ranks of the differences above 0: R's V
 * @param negative the sum of the ranks of those below 0
 * @param pValue the probability of sums at least as unequal if the differences are symmetric about
 *     0; 1 if all are 0, NaN without a difference
 * @param isExact whether the p-value is exact
 */
public record Wilcoxon(
    int pairs, double positive, double negative, double pValue, boolean isExact) {
  private static final int MOST_EXACT = 50;

  /**
   * The test of some differences.
   *
   * @param differences all finite
   */
  public static Wilcoxon of(double... differences) {
    double[] others = Arrays.stream(differences).filter(d -> d != 0).toArray();
    int n = others.length;
    if (n == 0) {
      return new Wilcoxon(0, 0, 0, differences.length == 0 ? Double.NaN : 1, false);
    }
    double[] ranks =
        new NaturalRanking(TiesStrategy.AVERAGE)
            .rank(Arrays.stream(others).map(Math::abs).toArray());
    double positive = 0;
    for (int i = 0; i < n; i++) {
      positive += others[i] > 0 ? ranks[i] : 0;
    }
    double negative = n * (n + 1) / 2.0 - positive;
    double ties = ties(ranks);
    boolean isExact = ties == 0 && n == differences.length && n < MOST_EXACT;
    double pValue = isExact ? exact(n, positive) : approximate(n, positive, ties);
    return new Wilcoxon(n, positive, negative, pValue, isExact);
  }

  /**
   * The rank-biserial correlation of matched pairs (Kerby, 2014): the share of the ranks in favour
   * of positive differences minus the share of the others, from -1 to 1; NaN without ranks.
   */
  public double rankBiserial() {
    return (positive - negative) / (positive + negative);
  }

  /** The sum of {@code t^3 - t} over groups of t equal ranks; 0 without ties. */
  private static double ties(double... ranks) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double size = i - start;
        sum += size * size * size - size;
        start = i;
      }
    }
    return sum;
  }

  /**
   * Twice the smaller tail. Adding the ranks one by one, {@code ways[s]} of the subsets so far have
   * the sum s; halved at each rank, they are probabilities.
   */
  private static double exact(int n, double positive) {
    int largest = n * (n + 1) / 2;
    double[] ways = new double[largest + 1];
    ways[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = largest; sum >= 0; sum--) {
        ways[sum] = (ways[sum] + (sum >= rank ? ways[sum - rank] : 0)) / 2;
      }
    }
    int smaller = (int) Math.min(positive, largest - positive);
    double tail = 0;
    for (int sum = 0; sum <= smaller; sum++) {
      tail += ways[sum];
    }
    return Math.min(1, 2 * tail);
  }

  private static double approximate(int n, double positive, double ties) {
    double distance = Math.abs(positive - n * (n + 1) / 4.0);
    double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
    double corrected = distance == 0 ? 0 : distance - 0.5;
    double z = corrected / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(-z));
  }
}
