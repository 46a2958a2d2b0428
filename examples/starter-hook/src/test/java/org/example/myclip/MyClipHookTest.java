package org.example.myclip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.GradientHookContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MyClipHookTest extends GradientHookContract {
  @Override
  protected GradientHook hook() {
    return new MyClipHook(0.1);
  }

  /** The contract holds for any hook; this is the rule that is meant. */
  @Test
  void aNormAboveTheThresholdBecomesTheThreshold() {
    assertEquals(Outcome.CLIPPED, clip(pair(3, 4), 0.6, 0.8));
  }

  @Test
  void aSmallerNormKeepsItsBits() {
    assertEquals(Outcome.UNCHANGED, clip(pair(0.3, 0.4), 0.3, 0.4));
  }

  private static Outcome clip(NamedTensors gradients, double first, double second) {
    Outcome outcome = new MyClipHook(1).update(new Update(0, 0.5, pair(1, 1), gradients));
    assertEquals(first, gradients.get("w").get(0), 1e-12);
    assertEquals(second, gradients.get("w").get(1), 1e-12);
    return outcome;
  }

  private static NamedTensors pair(double first, double second) {
    Tensor tensor = Precision.FLOAT64.zeros(2);
    tensor.set(0, first);
    tensor.set(1, second);
    return new NamedTensors(Map.of("w", tensor));
  }
}
