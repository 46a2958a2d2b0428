package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.NormPreservation;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreserveNormTest {
  private static NamedTensors tensors(double... values) {
    Tensor tensor = Precision.FLOAT64.zeros(values.length);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return new NamedTensors(Map.of("layer0/h.Wh", tensor));
  }

  @Test
  void theRegularizersGradientIsAddedTimesItsStrength() {
    NamedTensors gradients = tensors(1, 2, 3);
    NormPreservation found = new NormPreservation(List.of(), tensors(10, 0, -1));
    Update update = new Update(0, 1, tensors(0, 0, 0), gradients, found);
    assertEquals(Outcome.CHANGED, Plugins.hook("preserve-norm:strength=0.5").update(update));
    assertArrayEquals(new double[] {6, 2, 2.5}, gradients.get("layer0/h.Wh").toDoubles());
  }

  @Test
  void saysThatItChangesUpdates() {
    assertTrue(Plugins.hook("preserve-norm").changesUpdates());
  }

  @Test
  void strengthOneIsTheDefault() {
    NamedTensors gradients = tensors(1);
    NormPreservation found = new NormPreservation(List.of(), tensors(10));
    Plugins.hook("preserve-norm").update(new Update(0, 1, tensors(0), gradients, found));
    assertEquals(11, gradients.get("layer0/h.Wh").get(0));
  }
}
