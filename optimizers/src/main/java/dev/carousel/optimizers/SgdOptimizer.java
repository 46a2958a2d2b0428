package dev.carousel.optimizers;

import dev.carousel.error.CarouselException;
import dev.carousel.optimizers.Elementwise.Formula;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/** Gradient descent with momentum; the equation is in {@link SgdProvider}. */
record SgdOptimizer(
    double rate, double momentum, double dampening, double weightDecay, boolean nesterov)
    implements Optimizer {

  SgdOptimizer {
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw CarouselException.usage("nesterov=true needs momentum and no dampening.")
          .expected("momentum above 0 and dampening=0")
          .found("momentum=" + momentum + ",dampening=" + dampening)
          .where("optimizer sgd")
          .mend("sgd:momentum=0.9,nesterov=true")
          .build();
    }
  }

  @Override
  public OptimizerState init(NamedTensors parameters) {
    return OptimizerState.zeros(parameters, slots().toArray(String[]::new));
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    boolean first = state.advance() == 1;
    double lr = rate * rateFactor;
    Formula formula = momentum == 0 ? plain(lr) : withMomentum(lr, first ? 1 : 1 - dampening);
    Elementwise.update(state, parameters, gradients, slots(), formula);
  }

  private List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  private Formula plain(double lr) {
    return (w, g, slots, n) -> {
      for (int i = 0; i < n; i++) {
        w[i] -= lr * (g[i] + weightDecay * w[i]);
      }
    };
  }

  private Formula withMomentum(double lr, double intake) {
    double ofGradient = nesterov ? 1 : 0;
    double ofBuffer = nesterov ? momentum : 1;
    return (w, g, slots, n) -> {
      double[] b = slots[0];
      for (int i = 0; i < n; i++) {
        double d = g[i] + weightDecay * w[i];
        b[i] = momentum * b[i] + intake * d;
        w[i] -= lr * (ofGradient * d + ofBuffer * b[i]);
      }
    };
  }
}
