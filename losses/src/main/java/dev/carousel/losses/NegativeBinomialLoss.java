package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/** The negative log-likelihood of a negative binomial distribution. */
record NegativeBinomialLoss() implements NumberLoss {
  /** Up to this count, differences of ln Gamma are sums of logarithms, which do not cancel. */
  private static final double FEW = 1000;

  @Override
  public String measure() {
    return "negative log-likelihood";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public double loss(double[] outputs, double count, double[] gradient) {
    double mean = Stable.spread(outputs[0]);
    double dispersion = Stable.spread(outputs[1]);
    double growth = 1 + dispersion * mean;
    double[] gammas = count <= FEW ? sums(count, dispersion) : gammas(count, dispersion);
    gradient[0] = (mean - count) / (mean * growth) * Stable.sigmoid(outputs[0]);
    double ofDispersion =
        mean * (count + 1 / dispersion) / growth
            - Math.log1p(dispersion * mean) / (dispersion * dispersion)
            - gammas[1];
    gradient[1] = ofDispersion * Stable.sigmoid(outputs[1]);
    return (count + 1 / dispersion) * Math.log1p(dispersion * mean)
        - count * Math.log(mean)
        + Gamma.logGamma(count + 1)
        - gammas[0];
  }

  /**
   * {@code ln Gamma(y + 1/a) - ln Gamma(1/a) + y ln a}, which is the sum of {@code ln(1 + a i)} for
   * i from 1 to y - 1, and its derivative with respect to a.
   */
  private static double[] sums(double count, double dispersion) {
    double sum = 0;
    double slope = 0;
    for (int i = 1; i < count; i++) {
      sum += Math.log1p(dispersion * i);
      slope += i / (1 + dispersion * i);
    }
    return new double[] {sum, slope};
  }

  /** The same for large counts. */
  private static double[] gammas(double count, double dispersion) {
    double r = 1 / dispersion;
    double sum = Gamma.logGamma(count + r) - Gamma.logGamma(r) + count * Math.log(dispersion);
    double slope = count * r - r * r * (Stable.digamma(count + r) - Stable.digamma(r));
    return new double[] {sum, slope};
  }

  @Override
  public double point(double[] outputs) {
    return Stable.spread(outputs[0]);
  }

  @Override
  public List<Double> levels() {
    return GaussianLoss.LEVELS;
  }

  /** The least count whose cumulative probability is at least the level. */
  @Override
  public OptionalDouble quantile(double[] outputs, double level) {
    double mean = Stable.spread(outputs[0]);
    double r = 1 / Stable.spread(outputs[1]);
    double success = r / (r + mean);
    double high = 1;
    while (Beta.regularizedBeta(success, r, high + 1) < level && high < 1L << 52) {
      high *= 2;
    }
    double low = -1;
    while (high - low > 1) {
      double middle = Math.floor(low + (high - low) / 2);
      if (Beta.regularizedBeta(success, r, middle + 1) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  @Override
  public @Nullable String unfit(double target) {
    return target >= 0 && target == Math.rint(target) ? null : "a count: 0, 1, 2, ..";
  }
}
