package dev.carousel.testkit;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A function to descend, with its gradient. */
enum Landscape {
  /** {@code sum of k/2 (w - 1)^2} with curvatures k = 1, 2, 3, 4, from the origin; least is 0. */
  PARABOLA {
    @Override
    double loss(NamedTensors parameters) {
      Tensor w = parameters.get(NAME);
      double loss = 0;
      for (int i = 0; i < w.size(); i++) {
        loss += (i + 1) / 2.0 * (w.get(i) - 1) * (w.get(i) - 1);
      }
      return loss;
    }

    @Override
    void gradient(Tensor w, Tensor gradient) {
      for (int i = 0; i < w.size(); i++) {
        gradient.set(i, (i + 1) * (w.get(i) - 1));
      }
    }

    @Override
    double[] start() {
      return new double[4];
    }
  },
  /** Rosenbrock's valley {@code (1 - x)^2 + 100 (y - x^2)^2} from (-1.2, 1), where it is 24.2. */
  ROSENBROCK {
    @Override
    double loss(NamedTensors parameters) {
      double x = parameters.get(NAME).get(0);
      double y = parameters.get(NAME).get(1);
      return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    }

    @Override
    void gradient(Tensor w, Tensor gradient) {
      double x = w.get(0);
      double y = w.get(1);
      gradient.set(0, -2 * (1 - x) - 400 * x * (y - x * x));
      gradient.set(1, 200 * (y - x * x));
    }

    @Override
    double[] start() {
      return new double[] {-1.2, 1};
    }
  };

  private static final String NAME = "layer0/w";

  abstract double loss(NamedTensors parameters);

  abstract void gradient(Tensor w, Tensor gradient);

  abstract double[] start();

  /** Parameters at the start. */
  NamedTensors parameters(Precision precision) {
    double[] start = start();
    Tensor w = precision.zeros(start.length);
    for (int i = 0; i < start.length; i++) {
      w.set(i, start[i]);
    }
    return new NamedTensors(new LinkedHashMap<>(Map.of(NAME, w)));
  }

  /** The gradient where the parameters are. */
  NamedTensors gradients(NamedTensors parameters) {
    NamedTensors gradients = parameters.like();
    gradient(parameters.get(NAME), gradients.get(NAME));
    return gradients;
  }
}
