package dev.carousel.flow.context;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * The size of a statistic by chance: a multiple of a chi-square variable with the mean and the
 * variance that it has where targets are shuffled (Satterthwaite, 1946).
 *
 * @param mean of the statistic by chance
 * @param threshold that any of the comparisons exceeds with a probability of 1 %
 */
record Chance(double mean, double threshold) {
  /** The probability of one false peak among all that is looked at. */
  private static final double LEVEL = 0.01;

  /** More degrees of freedom than this take seconds to sum up; a closed form is as good. */
  static final double MANY = 1e6;

  static Chance of(double[] shuffled, int comparisons) {
    double mean = new Mean().evaluate(shuffled);
    double variance = new Variance().evaluate(shuffled);
    if (!(mean > 0) || !(variance > 0)) {
      return new Chance(mean, Math.max(mean, 0)); // one bin, or one outcome: nothing varies
    }
    double freedom = 2 * mean * mean / variance;
    double probability = 1 - LEVEL / Math.max(1, comparisons);
    return new Chance(
        mean,
        freedom > MANY
            ? mean * ofMany(freedom, probability)
            : ofFew(freedom, probability) * variance / (2 * mean));
  }

  /** The quantile of a chi-square variable. */
  static double ofFew(double freedom, double probability) {
    return new ChiSquaredDistribution(freedom).inverseCumulativeProbability(probability);
  }

  /** The same as a share of the degrees of freedom, if these are many (Wilson, Hilferty, 1931). */
  static double ofMany(double freedom, double probability) {
    double normal = new NormalDistribution().inverseCumulativeProbability(probability);
    double spread = 2 / (9 * freedom);
    return Math.pow(1 - spread + normal * Math.sqrt(spread), 3);
  }
}
