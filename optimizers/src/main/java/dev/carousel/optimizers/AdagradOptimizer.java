package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** Steps divided by the root of all squares so far; the equation is in {@link AdagradProvider}. */
record AdagradOptimizer(
    double rate, double rateDecay, double weightDecay, double initialSum, double epsilon)
    implements Optimizer {
  private static final String SUM = "sum";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    OptimizerState state = OptimizerState.zeros(parameters, SUM);
    state.slot(SUM).forEach((name, sum) -> sum.fill(initialSum));
    return state;
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    long t = state.advance();
    double lr = rate * rateFactor / (1 + (t - 1) * rateDecay);
    Elementwise.update(
        state,
        parameters,
        gradients,
        List.of(SUM),
        (w, g, slots, n) -> {
          double[] s = slots[0];
          for (int i = 0; i < n; i++) {
            double d = g[i] + weightDecay * w[i];
            s[i] += d * d;
            w[i] -= lr * d / (Math.sqrt(s[i]) + epsilon);
          }
        });
  }
}
