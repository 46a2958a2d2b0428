package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.testkit.ArrayStateGradient;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HDetachTest {
  private static final int STEPS = 4000;
  private static final NamedTensors NONE = new NamedTensors(Map.of());

  /** The steps at which one row of one state is dropped. */
  private static BitSet dropped(UpdateHook hook, String layer, String state, int row) {
    BitSet found = new BitSet(STEPS);
    for (int time = STEPS - 1; time >= 0; time--) {
      double[] rows = {1, 2, 3, 4, 5, 6};
      ((StepHook) hook)
          .step(
              new ArrayStateGradient(layer, state, time, 2, rows)
                  .along(GradientPath.PRODUCTS)
                  .rows(row, 1));
      if (rows[2 * row] == 0) {
        found.set(time);
        assertEquals(0, rows[2 * row + 1], "both units");
      }
    }
    return found;
  }

  private static BitSet dropped(UpdateHook hook) {
    return dropped(hook, "layer0", "h", 0);
  }

  private static Outcome update(UpdateHook hook, long index) {
    return hook.update(new Update(index, 1, NONE, NONE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.8, 1})
  void shareOfStepsDroppedIsTheProbability(double probability) {
    int count = dropped(Plugins.hook("h-detach:probability=" + probability)).cardinality();
    double deviation = Math.sqrt(STEPS * probability * (1 - probability));
    assertEquals(STEPS * probability, count, 4 * deviation);
  }

  @Test
  void quarterIsTheDefault() {
    assertEquals(
        dropped(Plugins.hook("h-detach:probability=0.25")), dropped(Plugins.hook("h-detach")));
  }

  @Test
  void rowsStatesAndLayersShareTheDraw() {
    UpdateHook hook = Plugins.hook("h-detach");
    BitSet expected = dropped(hook);
    assertEquals(expected, dropped(hook, "layer0", "h", 2));
    assertEquals(expected, dropped(hook, "layer0", "c", 1));
    assertEquals(expected, dropped(hook, "layer1-reverse", "h.Wh", 0));
  }

  /** A layer that reads from the end shows its steps the other way round; chunks vary in length. */
  @Test
  void drawDoesNotDependOnTheOrderOrNumberOfSteps() {
    BitSet expected = dropped(Plugins.hook("h-detach"));
    UpdateHook hook = Plugins.hook("h-detach");
    for (int time : new int[] {0, 1, 2, 3, 50, 7, 49, 50}) {
      double[] row = {1, 2};
      ((StepHook) hook)
          .step(new ArrayStateGradient("layer0", "h", time, 2, row).along(GradientPath.PRODUCTS));
      assertEquals(expected.get(time), row[0] == 0, "step " + time);
    }
  }

  @Test
  void everyUpdateAndSeedDrawsAnew() {
    UpdateHook hook = Plugins.hook("h-detach");
    BitSet first = dropped(hook);
    update(hook, 0);
    BitSet second = dropped(hook);
    assertNotEquals(first, second);
    assertNotEquals(first, dropped(Plugins.hook("h-detach:seed=2")));
    first.and(second);
    assertEquals(STEPS / 16.0, first.cardinality(), 4 * Math.sqrt(STEPS / 16.0));
  }

  @Test
  void otherPathsAreLeft() {
    StepHook hook = (StepHook) Plugins.hook("h-detach:probability=1");
    assertEquals(Set.of(GradientPath.PRODUCTS), hook.paths());
  }

  @Test
  void updateIsChangedIfAnyStepWasDropped() {
    UpdateHook hook = Plugins.hook("h-detach:probability=0.5");
    assertTrue(dropped(hook).cardinality() > 0);
    assertEquals(Outcome.CHANGED, update(hook, 0));
    assertEquals(Outcome.UNCHANGED, update(hook, 1));
  }

  @Test
  void updateThatComesNextIsRemembered() {
    UpdateHook whole = Plugins.hook("h-detach");
    update(whole, 0);
    update(whole, 7);
    assertArrayEquals(new double[] {8}, ((HookMemory) whole).memory().get("next-update"));
    UpdateHook resumed = Plugins.hook("h-detach");
    ((HookMemory) resumed).remember(((HookMemory) whole).memory());
    assertEquals(dropped(whole), dropped(resumed));
    assertNotEquals(dropped(Plugins.hook("h-detach")), dropped(resumed));
  }
}
