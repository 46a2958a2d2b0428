package org.example.mymomentum;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Makes {@link MyMomentumOptimizer} known as {@code my-momentum}; listed in META-INF/services. */
public final class MyMomentumOptimizerProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "my-momentum";
  }

  @Override
  public String description() {
    return "gradient descent with momentum (Polyak 1964)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("lr", 0.01, 1e-9, 10, "Step size (learning rate)"),
        OptionSpec.real("keep", 0.9, 0, 0.9999, "Share of the momentum kept at each update"));
  }

  @Override
  public Optimizer create(Options options) {
    return new MyMomentumOptimizer(options.real("lr"), options.real("keep"));
  }
}
