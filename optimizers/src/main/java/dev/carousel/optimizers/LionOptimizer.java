package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** Steps by the sign of a momentum; the equation is in {@link LionProvider}. */
record LionOptimizer(double rate, double beta1, double beta2, double weightDecay)
    implements Optimizer {
  private static final String MOMENTUM = "momentum";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, MOMENTUM);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    state.advance();
    double lr = rate * rateFactor;
    double keep = 1 - lr * weightDecay;
    Elementwise.update(
        state,
        parameters,
        gradients,
        List.of(MOMENTUM),
        (w, g, slots, n) -> {
          double[] m = slots[0];
          for (int i = 0; i < n; i++) {
            w[i] = keep * w[i] - lr * Math.signum(beta1 * m[i] + (1 - beta1) * g[i]);
            m[i] = beta2 * m[i] + (1 - beta2) * g[i];
          }
        });
  }
}
