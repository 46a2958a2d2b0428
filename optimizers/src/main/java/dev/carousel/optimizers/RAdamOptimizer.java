package dev.carousel.optimizers;

import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/** Adam with a rectified divisor; the equation is in {@link RAdamProvider}. */
record RAdamOptimizer(double rate, Moments moments, Decay decay) implements Optimizer {
  /** As long as the mean square stands for at most so many squares, nothing is divided by it. */
  private static final double FEW = 5;

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return moments.init(parameters);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    double t = state.advance();
    Formula formula = formula(t, rate * rateFactor, rectification(t, moments.beta2()));
    Elementwise.update(state, parameters, gradients, Moments.SLOTS, formula);
  }

  /**
   * The factor r on the step at an update, from 1, which makes up for the divisor's variance; NaN
   * if there are too few squares for a divisor.
   */
  static double rectification(double t, double beta2) {
    double rho = 2 / (1 - beta2) - 1;
    double left = Math.pow(beta2, t);
    double rhoNow = rho - 2 * t * left / (1 - left);
    return rhoNow > FEW
        ? Math.sqrt((rhoNow - 4) * (rhoNow - 2) * rho / ((rho - 4) * (rho - 2) * rhoNow))
        : Double.NaN;
  }

  private Formula formula(double t, double lr, double rectification) {
    double beta1 = moments.beta1();
    double beta2 = moments.beta2();
    double epsilon = moments.epsilon();
    double penalty = decay.penalty();
    double keep = decay.keep(lr);
    double step = lr / (1 - Math.pow(beta1, t));
    boolean isDivided = !Double.isNaN(rectification);
    double divided = isDivided ? step * rectification * Math.sqrt(1 - Math.pow(beta2, t)) : 0;
    double plain = isDivided ? 0 : step;
    return (w, g, slots, n) -> {
      double[] m = slots[0];
      double[] v = slots[1];
      for (int i = 0; i < n; i++) {
        double d = g[i] + penalty * w[i];
        m[i] = beta1 * m[i] + (1 - beta1) * d;
        v[i] = beta2 * v[i] + (1 - beta2) * d * d;
        w[i] = keep * w[i] - plain * m[i] - divided * m[i] / (Math.sqrt(v[i]) + epsilon);
      }
    };
  }
}
