package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.testkit.HookRun.Flavour;
import dev.carousel.testkit.HookRun.Order;
import dev.carousel.testkit.HookRun.Seen;
import dev.carousel.testkit.internal.MadeFirst;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of every {@link GradientHook}. Extend it in your tests:
 *
 * <pre>{@code
 * class MyHookTest extends GradientHookContract {
 *   @Override
 *   protected GradientHook hook() {
 *     return new MyHook(0.5);
 *   }
 * }
 * }</pre>
 *
 * A hook changes only what it declares, and its outcome says what it did. It never changes
 * parameters, and keeps no view beyond the call. Its result does not depend on the order or the
 * threads of rows. Its {@link HookMemory} is all that a resumed run needs. Zero gradients stay
 * finite, and the same gradients give the same bits.
 */
public abstract class GradientHookContract {
  private static final int UPDATES = 12;

  @RegisterExtension
  final MadeFirst made = new MadeFirst(GradientHookContract.class, "hook", this::hook);

  /** For use by subclasses. */
  protected GradientHookContract() {}

  /** A new hook, the same each time. */
  protected abstract GradientHook hook();

  @Test
  final void declaresConsistently() {
    if (hook() instanceof StepHook hook) {
      assertFalse(hook.paths().isEmpty(), "a hook of steps says which paths it watches");
      assertEquals(hook.paths(), hook.paths(), "paths()");
    }
  }

  @ParameterizedTest
  @EnumSource
  final void changesStepsOnlyIfItSaysSo(Flavour flavour) throws Exception {
    GradientHook hook = hook();
    for (Seen seen : run(hook, flavour)) {
      if (!HookRun.changesSteps(hook)) {
        assertSameSteps(seen.stepsBefore(), seen.steps(), "state gradients after step");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  final void changesUpdatesOnlyIfItSaysSo(Flavour flavour) throws Exception {
    GradientHook hook = hook();
    for (Seen seen : run(hook, flavour)) {
      if (!HookRun.changesUpdates(hook)) {
        Bits.assertSame(
            seen.before().gradients(), seen.after().gradients(), "gradients after update");
        assertNotEquals(Outcome.SKIP, seen.outcome(), "outcome without changesUpdates()");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  final void saysWhatItDid(Flavour flavour) throws Exception {
    GradientHook hook = hook();
    boolean mayChange = HookRun.changesSteps(hook) || HookRun.changesUpdates(hook);
    for (Seen seen : run(hook, flavour)) {
      if (seen.outcome() == Outcome.UNCHANGED) {
        Bits.assertSame(
            seen.before().gradients(), seen.after().gradients(), "gradients called unchanged");
      }
      if (!mayChange && seen.outcome() != null) {
        assertEquals(Outcome.UNCHANGED, seen.outcome(), "outcome of a hook that only observes");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  final void neverChangesParameters(Flavour flavour) throws Exception {
    for (Seen seen : run(hook(), flavour)) {
      Bits.assertSame(seen.before().parameters(), seen.after().parameters(), "parameters");
    }
  }

  @ParameterizedTest
  @EnumSource
  final void doesNotDependOnTheOrderOfRows(Flavour flavour) throws Exception {
    assertSameRun(Order.BACKWARD, flavour);
  }

  @ParameterizedTest
  @EnumSource
  final void doesNotDependOnThreads(Flavour flavour) throws Exception {
    assertSameRun(Order.CONCURRENT, flavour);
  }

  @ParameterizedTest
  @EnumSource
  final void repeatsItsBits(Flavour flavour) throws Exception {
    assertSameRun(Order.FORWARD, flavour);
  }

  private void assertSameRun(Order order, Flavour flavour) throws Exception {
    HookRun expected = new HookRun(hook(), Order.FORWARD);
    List<Seen> wanted = expected.updates(0, UPDATES, flavour);
    Clock.awaitNextMillisecond();
    HookRun actual = new HookRun(hook(), order);
    assertSame(wanted, actual.updates(0, UPDATES, flavour), order + " order of rows");
    assertSameMemory(HookRun.memory(expected.hook()), HookRun.memory(actual.hook()));
  }

  @ParameterizedTest
  @EnumSource
  final void continuesFromItsMemory(Flavour flavour) throws Exception {
    HookRun whole = new HookRun(hook(), Order.FORWARD);
    whole.updates(0, 4, Flavour.ORDINARY);
    whole.updates(4, 5, flavour);
    GradientHook fresh = hook();
    HookRun.remember(fresh, copy(HookRun.memory(whole.hook())));
    assertSameMemory(HookRun.memory(whole.hook()), HookRun.memory(fresh));
    HookRun resumed = new HookRun(fresh, Order.FORWARD);
    assertSame(
        whole.updates(5, UPDATES, flavour),
        resumed.updates(5, UPDATES, flavour),
        "a run resumed from memory()");
    assertSameMemory(HookRun.memory(whole.hook()), HookRun.memory(fresh));
  }

  @Test
  final void keepsZeroGradientsFinite() throws Exception {
    for (Seen seen : run(hook(), Flavour.ZERO)) {
      Bits.assertFinite(seen.after().gradients(), "gradients from zeros");
      for (double[] values : seen.steps()) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), "state gradients from zeros");
      }
    }
  }

  private static List<Seen> run(GradientHook hook, Flavour flavour) throws Exception {
    return new HookRun(hook, Order.FORWARD).updates(0, UPDATES, flavour);
  }

  private static void assertSame(List<Seen> expected, List<Seen> actual, String what) {
    for (int i = 0; i < expected.size(); i++) {
      Seen wanted = expected.get(i);
      Seen seen = actual.get(i);
      assertSameSteps(wanted.steps(), seen.steps(), what + ": state gradients");
      Bits.assertSame(wanted.after().gradients(), seen.after().gradients(), what + ": gradients");
      assertEquals(wanted.outcome(), seen.outcome(), what + ": outcome of update " + i);
    }
  }

  private static void assertSameSteps(List<double[]> expected, List<double[]> actual, String what) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), what);
    }
  }

  private static void assertSameMemory(
      Map<String, double[]> expected, Map<String, double[]> actual) {
    assertEquals(expected.keySet(), actual.keySet(), "names in memory()");
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  private static Map<String, double[]> copy(Map<String, double[]> memory) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    memory.forEach((name, values) -> copy.put(name, values.clone()));
    return copy;
  }
}
