package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RmsPropTest {
  /** After many equal gradients the mean's square may exceed the mean of squares by rounding. */
  @Test
  void centeredStaysFiniteWhereTheVarianceRoundsBelowZero() {
    Optimizer optimizer = Plugins.optimizer("rmsprop:centered=true,alpha=0.5");
    Tensor w = Precision.FLOAT32.zeros(64);
    Tensor g = w.like();
    for (int i = 0; i < g.size(); i++) {
      g.set(i, 0.1 + 0.37 * i);
    }
    NamedTensors parameters = new NamedTensors(Map.of("w", w));
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < 200; i++) {
      optimizer.update(state, parameters, new NamedTensors(Map.of("w", g)), 1);
    }
    assertTrue(Double.isFinite(parameters.norm()), () -> "norm " + parameters.norm());
  }

  @Test
  void remembersOnlyWhatItsSettingsNeed() {
    assertEquals(Set.of("square"), slots("rmsprop"));
    assertEquals(Set.of("square", "mean"), slots("rmsprop:centered=true"));
    assertEquals(Set.of("square", "momentum"), slots("rmsprop:momentum=0.5"));
    assertEquals(Set.of(), slots("sgd"));
  }

  /** Only its square goes into the step, but checkpoints hold the mean itself. */
  @Test
  void meanIsThatOfTheGradients() {
    Optimizer optimizer = Plugins.optimizer("rmsprop:centered=true,alpha=0.75");
    NamedTensors parameters = new NamedTensors(Map.of("w", Precision.FLOAT64.zeros(1)));
    OptimizerState state = optimizer.init(parameters);
    for (double gradient : new double[] {4, -8}) {
      Tensor g = Precision.FLOAT64.zeros(1);
      g.set(0, gradient);
      optimizer.update(state, parameters, new NamedTensors(Map.of("w", g)), 1);
    }
    assertEquals(0.75 * 0.25 * 4 - 0.25 * 8, state.slot("mean").get("w").get(0));
  }

  private static Set<String> slots(String text) {
    return Plugins.optimizer(text).init(new NamedTensors(Map.of())).slots().keySet();
  }
}
