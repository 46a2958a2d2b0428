package dev.carousel.experiments.statistics;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How large a mean difference of pairs is, in standard deviations of the differences. Unlike a
 * p-value it does not grow with the number of pairs.
 */
public final class EffectSize {
  private EffectSize() {}

  /**
   * Cohen's d_z (1988): the mean of the differences divided by their standard deviation; NaN for
   * fewer than two. If all are equal, it is 0 if they are 0, and otherwise infinite.
   */
  public static double cohen(double... differences) {
    double mean = StatUtils.mean(differences);
    double deviation = Math.sqrt(StatUtils.variance(differences));
    return differences.length < 2 ? Double.NaN : mean == 0 ? 0 : mean / deviation;
  }

  /**
   * d_z without its bias for small n (Hedges, 1981): {@code J(n - 1) d_z} with {@code J(m) = Γ(m/2)
   * / (sqrt(m/2) Γ((m-1)/2))}; NaN for fewer than three differences.
   */
  public static double hedges(double... differences) {
    double m = differences.length - 1.0;
    if (m < 2) {
      return Double.NaN;
    }
    double log = Gamma.logGamma(m / 2) - Gamma.logGamma((m - 1) / 2) - StrictMath.log(m / 2) / 2;
    return StrictMath.exp(log) * cohen(differences);
  }
}
