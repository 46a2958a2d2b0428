package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.testkit.HookRun.Flavour;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each promise of the contract, broken once: the contract must notice. */
class GradientHookContractTest {
  private static GradientHookContract contractOf(Supplier<GradientHook> hook) {
    return new GradientHookContract() {
      @Override
      protected GradientHook hook() {
        return hook.get();
      }
    };
  }

  private static void assertNoticed(String expectedInMessage, Executable promise) {
    Throwable noticed = assertThrows(Throwable.class, promise);
    assertTrue(String.valueOf(noticed.getMessage()).contains(expectedInMessage), noticed::toString);
  }

  /** Watches parts of gradients. */
  private abstract static class OfPaths implements StepHook {
    @Override
    public Set<GradientPath> paths() {
      return Set.of(GradientPath.RECURRENT, GradientPath.PRODUCTS);
    }
  }

  /** Declares that it changes steps. */
  private abstract static class Changer implements StepHook {
    @Override
    public boolean changesSteps() {
      return true;
    }
  }

  @Test
  void noticesAnObserverThatChangesUpdates() {
    GradientHookContract contract =
        contractOf(
            () ->
                new UpdateHook() {
                  @Override
                  public Outcome update(Update update) {
                    update.gradients().scale(0.5);
                    return Outcome.UNCHANGED;
                  }
                });
    assertNoticed(
        "gradients after update", () -> contract.changesUpdatesOnlyIfItSaysSo(Flavour.ORDINARY));
    assertNoticed("gradients called unchanged", () -> contract.saysWhatItDid(Flavour.ORDINARY));
  }

  @Test
  void noticesAnObserverThatChangesSteps() {
    GradientHookContract contract =
        contractOf(
            () ->
                new StepHook() {
                  @Override
                  public void step(StateGradient gradient) {
                    gradient.set(0, 0, 0);
                  }
                });
    assertNoticed(
        "does not declare it", () -> contract.changesStepsOnlyIfItSaysSo(Flavour.ORDINARY));
  }

  @Test
  void noticesAnObserverThatChangesPaths() {
    GradientHookContract contract =
        contractOf(
            () ->
                new OfPaths() {
                  @Override
                  public void step(StateGradient gradient) {
                    if (gradient.path() == GradientPath.PRODUCTS) {
                      gradient.clear();
                    }
                  }
                });
    assertNoticed(
        "does not declare it", () -> contract.changesStepsOnlyIfItSaysSo(Flavour.ORDINARY));
  }

  @Test
  void showsEachPathOnlyToWhoWatchesIt() throws Exception {
    Set<GradientPath> shown = EnumSet.noneOf(GradientPath.class);
    GradientHookContract ofPaths =
        contractOf(
            () ->
                new OfPaths() {
                  @Override
                  public void step(StateGradient gradient) {
                    shown.add(gradient.path());
                  }
                });
    ofPaths.keepsZeroGradientsFinite();
    assertEquals(EnumSet.of(GradientPath.RECURRENT, GradientPath.PRODUCTS), shown);
    shown.clear();
    GradientHookContract ofTotals =
        contractOf(
            () ->
                new StepHook() {
                  @Override
                  public void step(StateGradient gradient) {
                    shown.add(gradient.path());
                  }
                });
    ofTotals.keepsZeroGradientsFinite();
    assertEquals(EnumSet.of(GradientPath.TOTAL), shown);
  }

  @Test
  void noticesAnObserverThatSkips() {
    GradientHookContract contract =
        contractOf(
            () ->
                new UpdateHook() {
                  @Override
                  public Outcome update(Update update) {
                    return Outcome.SKIP;
                  }
                });
    assertNoticed(
        "without changesUpdates()", () -> contract.changesUpdatesOnlyIfItSaysSo(Flavour.ZERO));
    assertNoticed("only observes", () -> contract.saysWhatItDid(Flavour.ZERO));
  }

  @Test
  void noticesChangedParameters() {
    GradientHookContract contract =
        contractOf(
            () ->
                new UpdateHook() {
                  @Override
                  public Outcome update(Update update) {
                    update.parameters().scale(0.5);
                    return Outcome.UNCHANGED;
                  }
                });
    assertNoticed("parameters", () -> contract.neverChangesParameters(Flavour.ORDINARY));
  }

  @Test
  void noticesAHookOfStepsThatWatchesNone() {
    GradientHookContract contract =
        contractOf(
            () ->
                new Changer() {
                  @Override
                  public Set<GradientPath> paths() {
                    return Set.of();
                  }

                  @Override
                  public void step(StateGradient gradient) {}
                });
    assertNoticed("which paths it watches", contract::declaresConsistently);
  }

  @Test
  void noticesDependenceOnTheOrderOfRows() {
    GradientHookContract contract =
        contractOf(
            () ->
                new Changer() {
                  private double last;

                  @Override
                  public synchronized void step(StateGradient gradient) {
                    gradient.set(0, 0, last);
                    last = gradient.get(1, 0);
                  }
                });
    assertNoticed(
        "BACKWARD order of rows", () -> contract.doesNotDependOnTheOrderOfRows(Flavour.ORDINARY));
  }

  @Test
  void noticesAViewKeptBeyondTheCall() {
    GradientHookContract contract =
        contractOf(
            () ->
                new Changer() {
                  private StateGradient kept = new ArrayStateGradient("", "", 0, 1, new double[1]);

                  @Override
                  public void step(StateGradient gradient) {
                    double ignored = kept.get(0, 0);
                    gradient.set(0, 0, ignored);
                    kept = gradient;
                  }
                });
    assertNoticed("only during the call", () -> contract.repeatsItsBits(Flavour.ORDINARY));
  }

  @Test
  void noticesMemoryThatIsNotHandedOver() {
    GradientHookContract contract =
        contractOf(
            () ->
                new UpdateHook() {
                  private int calls;

                  @Override
                  public boolean changesUpdates() {
                    return true;
                  }

                  @Override
                  public Outcome update(Update update) {
                    update.gradients().scale(1.0 / ++calls);
                    return Outcome.CHANGED;
                  }
                });
    assertNoticed("resumed from memory()", () -> contract.continuesFromItsMemory(Flavour.ORDINARY));
  }

  @Test
  void noticesTheClock() {
    GradientHookContract contract =
        contractOf(
            () ->
                new UpdateHook() {
                  private final long made = System.currentTimeMillis();

                  @Override
                  public boolean changesUpdates() {
                    return true;
                  }

                  @Override
                  public Outcome update(Update update) {
                    update.gradients().scale((double) (made % 1000 + 1));
                    return Outcome.CHANGED;
                  }
                });
    assertNoticed("FORWARD order of rows", () -> contract.repeatsItsBits(Flavour.ORDINARY));
  }

  @Test
  void noticesChance() {
    GradientHookContract contract =
        contractOf(
            () ->
                new Changer() {
                  @Override
                  public void step(StateGradient gradient) {
                    gradient.set(0, 0, Math.random());
                  }
                });
    assertNoticed("FORWARD order of rows", () -> contract.repeatsItsBits(Flavour.ORDINARY));
  }

  /** Hands its memory over, and does not take it up. */
  private static final class Forgetful implements UpdateHook, HookMemory {
    private int calls;

    @Override
    public Outcome update(Update update) {
      calls++;
      return Outcome.UNCHANGED;
    }

    @Override
    public Map<String, double[]> memory() {
      return Map.of("calls", new double[] {calls});
    }

    @Override
    public void remember(Map<String, double[]> memory) {}
  }

  @Test
  void noticesMemoryThatIsNotTakenUp() {
    GradientHookContract contract = contractOf(Forgetful::new);
    assertNoticed("calls", () -> contract.continuesFromItsMemory(Flavour.ORDINARY));
  }

  @Test
  void noticesDivisionByAZeroNorm() {
    GradientHookContract contract =
        contractOf(
            () ->
                new Changer() {
                  @Override
                  public void step(StateGradient gradient) {
                    gradient.set(0, 0, gradient.get(0, 0) / gradient.rowNorm(0));
                  }
                });
    assertNoticed("state gradients from zeros", contract::keepsZeroGradientsFinite);
  }

  @Test
  void noticesFailuresInConcurrentSteps() {
    GradientHookContract contract =
        contractOf(
            () ->
                new StepHook() {
                  private final Thread only = Thread.currentThread();

                  @Override
                  public void step(StateGradient gradient) {
                    if (Thread.currentThread() != only) {
                      throw new IllegalStateException("another thread");
                    }
                  }
                });
    assertNoticed(
        "failed in a concurrent step", () -> contract.doesNotDependOnThreads(Flavour.ORDINARY));
  }
}
