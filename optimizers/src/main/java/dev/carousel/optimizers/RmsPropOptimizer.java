package dev.carousel.optimizers;

import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;

/** Steps divided by a running root mean square; the equation is in {@link RmsPropProvider}. */
record RmsPropOptimizer(
    double rate,
    double alpha,
    double epsilon,
    double weightDecay,
    double momentum,
    boolean centered)
    implements Optimizer {

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, slots().toArray(String[]::new));
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    state.advance();
    Elementwise.update(state, parameters, gradients, slots(), formula(rate * rateFactor));
  }

  private List<String> slots() {
    List<String> slots = new ArrayList<>(List.of("square"));
    if (centered) {
      slots.add("mean");
    }
    if (momentum > 0) {
      slots.add("momentum");
    }
    return slots;
  }

  private Formula formula(double lr) {
    return (w, g, slots, n) -> {
      double[] v = slots[0];
      double[] a = centered ? slots[1] : v;
      double[] b = slots[slots.length - 1];
      for (int i = 0; i < n; i++) {
        double d = g[i] + weightDecay * w[i];
        v[i] = alpha * v[i] + (1 - alpha) * d * d;
        double variance = v[i];
        if (centered) {
          a[i] = alpha * a[i] + (1 - alpha) * d;
          variance = Math.max(0, v[i] - a[i] * a[i]);
        }
        double step = d / (Math.sqrt(variance) + epsilon);
        if (momentum > 0) {
          b[i] = momentum * b[i] + step;
          step = b[i];
        }
        w[i] -= lr * step;
      }
    };
  }
}
