package dev.carousel.testkit;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/**
 * The simplest right optimizer with a memory: descent along half the last direction and the new.
 */
class PlainDescent implements Optimizer {
  static final double RATE = 1e-3;

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, "direction");
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    state.advance();
    parameters.forEach(
        (name, parameter) -> {
          state.slot("direction").get(name).scale(0.5);
          state.slot("direction").get(name).addScaled(1, gradients.get(name));
          parameter.addScaled(-RATE * rateFactor, state.slot("direction").get(name));
        });
  }
}
