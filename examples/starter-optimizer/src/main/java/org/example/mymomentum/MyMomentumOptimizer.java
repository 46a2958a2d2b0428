package org.example.mymomentum;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/**
 * Gradient descent with momentum (Polyak, 1964):
 *
 * <pre>
 * m' = keep m + g
 * w' = w - rate m'
 * </pre>
 *
 * @param rate the step size, on which a schedule acts as a factor
 * @param keep the share of the momentum that is kept at each update
 */
public record MyMomentumOptimizer(double rate, double keep) implements Optimizer {
  private static final String MOMENTUM = "momentum";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, MOMENTUM);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    state.advance();
    NamedTensors momentum = state.slot(MOMENTUM);
    momentum.scale(keep);
    momentum.addScaled(1, gradients);
    parameters.addScaled(-rate * rateFactor, momentum);
  }
}
