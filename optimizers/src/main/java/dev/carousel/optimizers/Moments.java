package dev.carousel.optimizers;

import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * The common part of Adam and its relatives: running first and second moments, corrected for their
 * start at 0.
 */
record Moments(double beta1, double beta2, double epsilon) {
  /** The slots, in the order in which a formula has them. */
  static final List<String> SLOTS = List.of("mean", "square");

  /** Those of an optimizer's options. */
  static Moments of(Options options) {
    return new Moments(
        options.real(CommonOptions.BETA1),
        options.real(CommonOptions.BETA2),
        options.real(CommonOptions.EPSILON));
  }

  OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, SLOTS.toArray(String[]::new));
  }

  /**
   * One update of Adam or AdamW.
   *
   * @param lr the step size, with the schedule's factor
   * @param penalty weight decay as part of the gradient (Adam), otherwise 0
   * @param keep the decay factor on the parameters (AdamW), otherwise 1
   */
  void update(
      OptimizerState state,
      NamedTensors parameters,
      NamedTensors gradients,
      double lr,
      double penalty,
      double keep) {
    double t = state.advance();
    double step = lr / (1 - Math.pow(beta1, t));
    double root = Math.sqrt(1 - Math.pow(beta2, t));
    double scaledStep = step * root; // one division less for each element
    double floor = epsilon * root;
    Elementwise.update(
        state,
        parameters,
        gradients,
        SLOTS,
        (w, g, slots, n) -> {
          double[] m = slots[0];
          double[] v = slots[1];
          for (int i = 0; i < n; i++) {
            double d = g[i] + penalty * w[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            v[i] = beta2 * v[i] + (1 - beta2) * d * d;
            w[i] = keep * w[i] - scaledStep * m[i] / (Math.sqrt(v[i]) + floor);
          }
        });
  }
}
