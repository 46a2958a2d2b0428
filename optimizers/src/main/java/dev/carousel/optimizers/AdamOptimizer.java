package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/** Adam; the equation is in {@link AdamProvider}. */
record AdamOptimizer(double rate, Moments moments, double weightDecay) implements Optimizer {
  @Override
  public OptimizerState init(NamedTensors parameters) {
    return moments.init(parameters);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    moments.update(state, parameters, gradients, rate * rateFactor, weightDecay, 1);
  }
}
