package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The negative log-likelihood of a negative binomial distribution of counts y, with mean m and
 * dispersion a; the variance is {@code m + a m^2}:
 *
 * <pre>
 *   m = softplus(output 0) + 1e-4,   a = softplus(output 1) + 1e-4,   r = 1 / a
 *   ln Gamma(r) + ln Gamma(y + 1) - ln Gamma(y + r) + (y + r) ln(1 + a m) - y ln(a m)
 * </pre>
 *
 * Its gradient is {@code (m - y) / (m (1 + a m))} with respect to m, and {@code m (y + r) / (1 + a
 * m) - ln(1 + a m) / a^2 - sum_i i / (1 + a i)}, for i from 1 to y - 1, with respect to a. Targets
 * are counts, so they must not be scaled.
 *
 * <p>Source: Hilbe 2011, "Negative binomial regression"; the outputs as in Salinas, Flunkert and
 * Gasthaus 2017, "DeepAR".
 */
public final class NegativeBinomialProvider implements LossProvider {
  @Override
  public String id() {
    return "negative-binomial";
  }

  @Override
  public String description() {
    return "Likelihood of counts (0, 1, 2, ..): predicts a mean and a dispersion";
  }

  @Override
  public Loss create(Options options) {
    return new NegativeBinomialLoss();
  }
}
