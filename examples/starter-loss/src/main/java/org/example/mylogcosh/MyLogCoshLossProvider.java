package org.example.mylogcosh;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Makes {@link MyLogCoshLoss} known as {@code my-log-cosh}; listed in META-INF/services. */
public final class MyLogCoshLossProvider implements LossProvider {
  @Override
  public String id() {
    return "my-log-cosh";
  }

  @Override
  public String description() {
    return "logarithm of the hyperbolic cosine of the error, so that outliers matter less";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
            "scale", 1, 1e-6, 1e6, "The error at which it becomes linear, in the scaled units"));
  }

  @Override
  public Loss create(Options options) {
    return new MyLogCoshLoss(options.real("scale"));
  }
}
