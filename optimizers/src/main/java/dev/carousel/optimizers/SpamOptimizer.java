package dev.carousel.optimizers;

import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/** Spike-aware Adam; the equations are in {@link SpamProvider}. */
record SpamOptimizer(
    double rate, Moments moments, double weightDecay, double threshold, Cycle cycle)
    implements Optimizer {
  /** What the step after a reset lacks of its full size. */
  private static final double LACK = 0.99;

  /**
   * What happens when.
   *
   * @param reset the updates from one reset of the means to the next
   * @param grace the updates after the start and after a reset during which nothing is clipped
   * @param warmup the updates after a reset until steps have full size
   */
  record Cycle(int reset, int grace, int warmup) {
    boolean isReset(long t) {
      return t % reset == 0;
    }

    boolean isClipped(long t) {
      return t >= grace && t % reset >= grace;
    }

    double stepFactor(long t) {
      long since = t % reset;
      return t < reset || since >= warmup
          ? 1
          : 1 - LACK * (1 + Math.cos(Math.PI * since / (warmup + 1))) / 2;
    }
  }

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return moments.init(parameters);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    long t = state.advance();
    if (cycle.isReset(t)) {
      Moments.SLOTS.forEach(slot -> state.slot(slot).forEach((name, tensor) -> tensor.fill(0)));
    }
    Formula formula = formula(t, rate * rateFactor);
    Elementwise.update(state, parameters, gradients, Moments.SLOTS, formula);
  }

  private Formula formula(long t, double lr) {
    double beta1 = moments.beta1();
    double beta2 = moments.beta2();
    double epsilon = moments.epsilon();
    double ratio = cycle.isClipped(t) ? threshold : Double.POSITIVE_INFINITY;
    double keep = 1 - lr * weightDecay;
    double corrected = Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
    double step = lr * corrected * cycle.stepFactor(t);
    return (w, g, slots, n) -> {
      double[] m = slots[0];
      double[] v = slots[1];
      for (int i = 0; i < n; i++) {
        boolean isSpike = v[i] > 0 && g[i] * g[i] > ratio * v[i];
        double d = isSpike ? Math.copySign(Math.sqrt(ratio * v[i]), g[i]) : g[i];
        m[i] = beta1 * m[i] + (1 - beta1) * d;
        v[i] = beta2 * v[i] + (1 - beta2) * d * d;
        w[i] = keep * (w[i] - step * m[i] / (Math.sqrt(v[i]) + epsilon));
      }
    };
  }
}
