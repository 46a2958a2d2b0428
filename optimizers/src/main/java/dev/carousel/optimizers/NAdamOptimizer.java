package dev.carousel.optimizers;

import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;

/** Adam with Nesterov momentum; the equation is in {@link NAdamProvider}. */
record NAdamOptimizer(double rate, Moments moments, double momentumDecay, Decay decay)
    implements Optimizer {
  /** The product of the momentum's shares so far, P. */
  private static final String PRODUCT = "product";

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return moments.init(parameters);
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    double lr = rate * rateFactor;
    long t = state.updates() + 1;
    double share = share(t);
    double next = share(t + 1);
    double product = state.number(PRODUCT, 1) * share;
    state.keep(PRODUCT, product);
    double ofMean = lr * next / (1 - product * next);
    double ofGradient = lr * (1 - share) / (1 - product);
    Elementwise.update(
        state,
        parameters,
        gradients,
        Moments.SLOTS,
        formula(state.advance(), lr, ofMean, ofGradient));
  }

  private Formula formula(double t, double lr, double ofMean, double ofGradient) {
    double beta1 = moments.beta1();
    double beta2 = moments.beta2();
    double epsilon = moments.epsilon();
    double penalty = decay.penalty();
    double keep = decay.keep(lr);
    double root = Math.sqrt(1 - Math.pow(beta2, t));
    return (w, g, slots, n) -> {
      double[] m = slots[0];
      double[] v = slots[1];
      for (int i = 0; i < n; i++) {
        double d = g[i] + penalty * w[i];
        m[i] = beta1 * m[i] + (1 - beta1) * d;
        v[i] = beta2 * v[i] + (1 - beta2) * d * d;
        w[i] = keep * w[i] - (ofMean * m[i] + ofGradient * d) / (Math.sqrt(v[i]) / root + epsilon);
      }
    };
  }

  /** The momentum's share at an update, from 1. */
  private double share(long update) {
    return moments.beta1() * (1 - 0.5 * Math.pow(0.96, update * momentumDecay));
  }
}
