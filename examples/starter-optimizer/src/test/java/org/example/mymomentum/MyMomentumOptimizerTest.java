package org.example.mymomentum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OptimizerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MyMomentumOptimizerTest extends OptimizerContract {
  @Override
  protected Optimizer optimizer() {
    return new MyMomentumOptimizer(0.0005, 0.9);
  }

  /** The contract holds for any rule that descends; this is the one that is meant. */
  @Test
  void twoUpdatesAreThoseOfTheRule() {
    Optimizer optimizer = new MyMomentumOptimizer(0.1, 0.5);
    NamedTensors weights = one(3);
    OptimizerState state = optimizer.init(weights);

    optimizer.update(state, weights, one(2), 1);
    assertEquals(3 - 0.1 * 2, weights.get("w").get(0), 1e-12);
    optimizer.update(state, weights, one(-4), 0.5);
    assertEquals(2.8 - 0.5 * 0.1 * (0.5 * 2 - 4), weights.get("w").get(0), 1e-12);
  }

  private static NamedTensors one(double value) {
    Tensor tensor = Precision.FLOAT64.zeros(1);
    tensor.set(0, value);
    return new NamedTensors(Map.of("w", tensor));
  }
}
