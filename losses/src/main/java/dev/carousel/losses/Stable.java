package dev.carousel.losses;

import org.apache.commons.math3.special.Gamma;

/** Functions in forms that neither overflow nor cancel. */
final class Stable {
  /** The least spread that outputs can stand for, in the network's units. */
  static final double LEAST_SPREAD = 1e-4;

  /** From here on, the series below have all digits of double. */
  private static final double LARGE = 1000;

  /** From here on, six terms of Stirling's series have all digits of double. */
  private static final double SERIES = 20;

  private Stable() {}

  /** {@code ln(1 + e^x)}. */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** {@code 1 / (1 + e^-x)}, the derivative of {@link #softplus}. */
  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** A spread that is always above 0: softplus and {@link #LEAST_SPREAD}. */
  static double spread(double output) {
    return softplus(output) + LEAST_SPREAD;
  }

  /**
   * {@code ln Gamma(x + 1/2) - ln Gamma(x)} for x above 0. For a large x, where the difference
   * cancels, the series {@code ln(x) / 2 - 1 / (8 x) + 1 / (192 x^3)} of Stirling's formula.
   */
  static double logGammaOfHalf(double x) {
    return x < LARGE
        ? Gamma.logGamma(x + 0.5) - Gamma.logGamma(x)
        : 0.5 * Math.log(x) - 1 / (8 * x) + 1 / (192 * x * x * x);
  }

  /**
   * The derivative of {@code ln Gamma(x)}, for x above 0: {@code digamma(x) = digamma(x + 1) - 1 /
   * x} up to {@value #SERIES}, and from there on Stirling's series (Abramowitz and Stegun, 1964,
   * 6.3.5 and 6.3.18). That of Commons Math 3.6 has the wrong sign in its third term, so it is
   * wrong by up to 3e-9.
   */
  static double digamma(double x) {
    double large = x;
    double sum = 0;
    while (large < SERIES) {
      sum -= 1 / large;
      large++;
    }
    double inverse = 1 / (large * large);
    double terms = 1.0 / 240 - inverse / 132;
    terms = 1.0 / 252 - inverse * terms;
    terms = 1.0 / 120 - inverse * terms;
    terms = 1.0 / 12 - inverse * terms;
    return sum + Math.log(large) - 0.5 / large - inverse * terms;
  }

  /** The derivative of {@link #logGammaOfHalf}. */
  static double slopeOfHalf(double x) {
    return x < LARGE
        ? digamma(x + 0.5) - digamma(x)
        : 1 / (2 * x) + 1 / (8 * x * x) - 1 / (64 * x * x * x * x);
  }
}
