package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientNoiseTest {
  private static double[] noise(String hook, long index) {
    NamedTensors gradients = HookCalls.one("layer0/w", HookCalls.row(new double[20_000]));
    UpdateHook made = Plugins.hook(hook);
    made.update(new Update(index, 1, gradients.like(), gradients));
    return gradients.get("layer0/w").toDoubles();
  }

  @ParameterizedTest
  @CsvSource({"0, 0.3", "3, 0.15", "99, 0.03"})
  void varianceFallsWithTheUpdates(long index, double variance) {
    DescriptiveStatistics found =
        new DescriptiveStatistics(noise("gradient-noise:eta=0.3,gamma=0.5", index));
    assertEquals(variance, found.getVariance(), 0.05 * variance);
    assertEquals(0, found.getMean(), 4 * Math.sqrt(variance / 20_000));
  }

  @Test
  void sameUpdateGetsTheSameNumbers() {
    String steady = "gradient-noise:gamma=0";
    assertArrayEquals(noise(steady, 7), noise(steady, 7));
    assertFalse(Arrays.equals(noise(steady, 7), noise(steady, 8)));
    assertFalse(Arrays.equals(noise(steady, 7), noise(steady + ",seed=2", 7)));
  }

  @Test
  void noiseIsAddedToTheGradient() {
    Tensor gradient = HookCalls.row(1e6);
    NamedTensors gradients = HookCalls.one("layer0/w", gradient);
    HookCalls.update(Plugins.hook("gradient-noise:eta=1"), gradients);
    assertEquals(1e6, gradient.get(0), 10);
  }

  /** So a later version draws the same, and a run of an earlier one can be resumed by it. */
  @Test
  void noiseIsTheNormalNumbersOfTheUpdatesOwnStream() {
    NamedTensors gradients = HookCalls.one("layer0/w", HookCalls.row(1, -2, 3));
    UpdateHook hook = Plugins.hook("gradient-noise:eta=4,gamma=0,seed=5");
    hook.update(new Update(7, 1, gradients.like(), gradients));
    RandomGenerator stream = RandomStreams.stream(5, "gradient-noise", 7);
    double[] expected = new double[3];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = new double[] {1, -2, 3}[i] + 2 * stream.nextGaussian();
    }
    assertArrayEquals(expected, gradients.get("layer0/w").toDoubles());
  }

  @Test
  void noNoiseIsNoChange() {
    NamedTensors gradients = HookCalls.one("layer0/w", HookCalls.row(-0.0, Double.NaN));
    Outcome outcome = HookCalls.update(Plugins.hook("gradient-noise:eta=0"), gradients);
    assertEquals(Outcome.UNCHANGED, outcome);
    assertArrayEquals(new double[] {-0.0, Double.NaN}, gradients.get("layer0/w").toDoubles());
  }

  @Test
  void eachTensorGetsNumbersOfItsOwn() {
    Map<String, Tensor> two = new LinkedHashMap<>();
    two.put("layer0/w", HookCalls.row(0));
    two.put("layer1/w", HookCalls.row(0));
    NamedTensors gradients = new NamedTensors(two);
    assertEquals(Outcome.CHANGED, HookCalls.update(Plugins.hook("gradient-noise"), gradients));
    assertNotEquals(gradients.get("layer0/w").get(0), gradients.get("layer1/w").get(0));
  }
}
