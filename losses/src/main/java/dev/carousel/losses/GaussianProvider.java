package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The negative log-likelihood of a normal distribution, whose mean m and standard deviation s the
 * network predicts:
 *
 * <pre>
 *   m = output 0,   s = softplus(output 1) + 1e-4,   z = (t - m) / s
 *   ln s + z^2 / 2 + ln(2 pi) / 2
 * </pre>
 *
 * Its gradient is {@code -z / s} with respect to m and {@code (1 - z^2) / s} with respect to s. It
 * is PyTorch's {@code GaussianNLLLoss} with {@code full=True}, of the variance {@code s^2}. The
 * least spread keeps a number that is predicted exactly from giving a loss without bound.
 *
 * <p>Source: Nix and Weigend 1994, "Estimating the mean and variance of the target probability
 * distribution".
 */
public final class GaussianProvider implements LossProvider {
  @Override
  public String id() {
    return "gaussian";
  }

  @Override
  public String description() {
    return "Likelihood of a normal distribution: predicts a mean and a spread";
  }

  @Override
  public Loss create(Options options) {
    return new GaussianLoss();
  }
}
