package dev.carousel.losses;

import dev.carousel.model.NaturalLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The squared error {@code (y - t)^2}; its gradient is {@code 2 (y - t)}. The best prediction is
 * the mean. It is also the loss of numbers if none is chosen.
 */
public final class MseProvider implements LossProvider {
  @Override
  public String id() {
    return "mse";
  }

  @Override
  public String description() {
    return "Squared error, of which the mean is predicted";
  }

  @Override
  public Loss create(Options options) {
    return NaturalLoss.squaredError();
  }
}
