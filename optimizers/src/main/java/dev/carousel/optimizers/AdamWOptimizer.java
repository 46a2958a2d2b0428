package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/** Adam with decoupled weight decay; the equation is in {@link AdamWProvider}. */
record AdamWOptimizer(double rate, Moments moments, double weightDecay) implements Optimizer {
  @Override
  public OptimizerState init(NamedTensors parameters) {
    return moments.init(parameters);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    double lr = rate * rateFactor;
    moments.update(state, parameters, gradients, lr, 0, 1 - lr * weightDecay);
  }
}
