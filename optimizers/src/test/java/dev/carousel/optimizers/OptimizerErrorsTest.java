package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerErrorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"sgd:nesterov=true", "sgd:nesterov=true,momentum=0.9,dampening=0.1"})
  void nesterovNeedsMomentumAndNoDampening(String text) {
    Refusal error = Refusal.of(text, () -> Plugins.optimizer(text));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says("nesterov", "momentum above 0", "sgd:momentum=0.9,nesterov=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd:lr=-1",
        "sgd:lr=NaN",
        "sgd:momentum=1",
        "sgd:dampening=1",
        "muon:momentum=1",
        "lion:lr=0",
        "rmsprop:alpha=1",
        "adam:beta1=1",
        "adam:beta2=-0.1",
        "adam:eps=0",
        "adagrad:eps=0",
        "adamw:weight-decay=-1"
      })
  void valuesOutOfBoundsAreRefused(String text) {
    Refusal error = Refusal.of(text, () -> Plugins.optimizer(text));
    error.says("expected: a number from", "found:", "is the default");
  }

  @Test
  void aGradientOfAnotherSizeIsRefusedByName() {
    Optimizer optimizer = Plugins.optimizer("adam");
    NamedTensors parameters = new NamedTensors(Map.of("layer0/w", Precision.FLOAT32.zeros(3)));
    NamedTensors gradients = new NamedTensors(Map.of("layer0/w", Precision.FLOAT32.zeros(2)));
    OptimizerState state = optimizer.init(parameters);
    Refusal error = Refusal.of(() -> optimizer.update(state, parameters, gradients, 1));
    error.says("FLOAT32[3]", "FLOAT32[2]", "layer0/w");
  }
}
