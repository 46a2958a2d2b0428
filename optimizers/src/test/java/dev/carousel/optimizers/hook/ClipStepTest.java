package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.testkit.ArrayStateGradient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipStepTest {
  private static final NamedTensors NONE = new NamedTensors(Map.of());
  private final UpdateHook hook = Plugins.hook("clip-step:max=1");

  @Test
  void clipsEachRowByItselfAndKeepsItsDirection() {
    double[] rows = {3, 4, 0.3, 0.4, 0, -2};
    step(rows);
    assertArrayEquals(new double[] {0.6, 0.8, 0.3, 0.4, 0, -1}, rows, 1e-15);
  }

  @Test
  void clipsWhatIsTinyWithoutBias() {
    UpdateHook tiny = Plugins.hook("clip-step:max=1e-9");
    double[] rows = {3e-9, 4e-9};
    ((StepHook) tiny).step(new ArrayStateGradient("layer0", "h", 0, 2, rows));
    assertArrayEquals(new double[] {0.6e-9, 0.8e-9}, rows, 1e-22);
  }

  @Test
  void countsAnUpdateAsClippedIfAnyRowWasAndStartsAnew() {
    step(3, 4);
    step(0.1, 0.1);
    assertEquals(Outcome.CLIPPED, update());
    step(0.1, 0.1);
    assertEquals(Outcome.UNCHANGED, update());
  }

  @Test
  void aRowAtTheMaximumIsNotClipped() {
    double[] rows = {0, -1, 1, 0};
    step(rows);
    assertArrayEquals(new double[] {0, -1, 1, 0}, rows);
    assertEquals(Outcome.UNCHANGED, update());
  }

  @Test
  void leavesRowsThatAreNotFinite() {
    double[] rows = {Double.NaN, 4, Double.POSITIVE_INFINITY, 5, 6, 8};
    step(rows);
    assertArrayEquals(
        new double[] {Double.NaN, 4, Double.POSITIVE_INFINITY, 5, 0.6, 0.8}, rows, 1e-15);
  }

  private void step(double... rows) {
    ((StepHook) hook).step(new ArrayStateGradient("layer0", "h", 0, 2, rows));
  }

  private Outcome update() {
    return hook.update(new Update(0, 1, NONE, NONE));
  }
}
