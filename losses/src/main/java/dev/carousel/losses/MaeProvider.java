package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The absolute error {@code |y - t|}; its gradient is the sign of {@code y - t}, and 0 at 0. The
 * best prediction is the median.
 */
public final class MaeProvider implements LossProvider {
  @Override
  public String id() {
    return "mae";
  }

  @Override
  public String description() {
    return "Absolute error, of which the median is predicted; single outliers matter little";
  }

  @Override
  public Loss create(Options options) {
    return new AbsoluteError();
  }
}
