package dev.carousel.optimizers;

import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps with an average of their past; the equations are in {@link ScheduleFreeProvider}. */
record ScheduleFreeOptimizer(double rate, Moments moments, double weightDecay, int warmup)
    implements Optimizer {
  private static final String SQUARE = "square";
  private static final String POINT = "point";
  private static final String AVERAGE = "average";
  private static final List<String> SLOTS = List.of(SQUARE, POINT, AVERAGE);

  /** The sum of the squares of all step sizes so far. */
  private static final String WEIGHTS = "weights";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    slots.put(SQUARE, parameters.like());
    slots.put(POINT, parameters.copy());
    slots.put(AVERAGE, parameters.copy());
    return new OptimizerState(0, slots);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    double step = rate * rateFactor * growth(state.advance());
    double weights = state.number(WEIGHTS, 0) + step * step;
    state.keep(WEIGHTS, weights);
    Formula formula = step == 0 ? standing() : moving(step, step * step / weights);
    Elementwise.update(state, parameters, gradients, SLOTS, formula);
  }

  /** What the step size at an update, from 1, is of its full size. */
  private double growth(long t) {
    double warmed = warmup == 0 ? 1 : Math.min(1, (double) t / warmup);
    return warmed * Math.sqrt(1 - Math.pow(moments.beta2(), t));
  }

  /** The gradient is counted, but no point moves. */
  private Formula standing() {
    double beta2 = moments.beta2();
    return (y, g, slots, n) -> {
      double[] v = slots[0];
      for (int i = 0; i < n; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      }
    };
  }

  private Formula moving(double step, double share) {
    double beta1 = moments.beta1();
    double beta2 = moments.beta2();
    double epsilon = moments.epsilon();
    return (y, g, slots, n) -> {
      double[] v = slots[0];
      double[] z = slots[1];
      double[] x = slots[2];
      for (int i = 0; i < n; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        z[i] -= step * (g[i] / (Math.sqrt(v[i]) + epsilon) + weightDecay * y[i]);
        x[i] += share * (z[i] - x[i]);
        y[i] = z[i] + beta1 * (x[i] - z[i]);
      }
    };
  }

  @Override
  public NamedTensors evaluated(OptimizerState state, NamedTensors parameters) {
    return state.slot(AVERAGE);
  }
}
