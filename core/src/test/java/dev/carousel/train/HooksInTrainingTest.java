package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HooksInTrainingTest {
  private static NamedHook atUpdate(String name, Function<UpdateHook.Update, Outcome> action) {
    return new NamedHook(name, new Hooks.AtUpdate(action));
  }

  private static NamedHook atStep(
      String name, boolean changesSteps, Consumer<StateGradient> action) {
    return new NamedHook(name, new Hooks.AtStep(action, changesSteps));
  }

  @Test
  void hooksRunInTheGivenOrderAndSeeWhatEarlierOnesLeft() {
    List<String> calls = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    NamedHook first =
        atUpdate(
            "first",
            update -> {
              calls.add("first " + update.index());
              assertEquals(update.gradients().norm(), update.norm());
              update.gradients().scale(1 / update.gradients().norm());
              return Outcome.CHANGED;
            });
    NamedHook second =
        atUpdate(
            "second",
            update -> {
              calls.add("second " + update.index());
              norms.add(update.norm());
              assertEquals(update.gradients().norm(), update.norm());
              return Outcome.UNCHANGED;
            });
    Setup.ofUpdates(2).with(first, second).run();
    assertEquals(List.of("first 0", "second 0", "first 1", "second 1"), calls);
    norms.forEach(norm -> assertEquals(1, norm, 1e-6));
  }

  @Test
  void skippingStopsLaterHooks() {
    List<Long> seen = new ArrayList<>();
    NamedHook later =
        atUpdate(
            "later",
            update -> {
              seen.add(update.index());
              return Outcome.UNCHANGED;
            });
    Setup.ofUpdates(3).with(Hooks.skipping(1), later).run();
    assertEquals(List.of(0L, 2L), seen);
  }

  @Test
  void stepHooksSeeWhatEarlierOnesLeft() {
    List<Double> seen = Collections.synchronizedList(new ArrayList<>());
    NamedHook setting = atStep("set", true, gradient -> gradient.set(0, 0, 0.25));
    NamedHook seeing = atStep("see", false, gradient -> seen.add(gradient.get(0, 0)));
    Setup.ofUpdates(1).with(setting, seeing).run();
    assertFalse(seen.isEmpty());
    assertTrue(seen.stream().allMatch(value -> value == 0.25));
  }

  @Test
  void aStepHookThatChangesGradientsChangesTheRun() {
    TrainingResult plain = Setup.ofUpdates(2).run();
    TrainingResult changed =
        Setup.ofUpdates(2).with(atStep("zero", true, gradient -> gradient.set(0, 0, 0))).run();
    assertFalse(
        Arrays.equals(
            plain.parameters().get("layer0/f.Wh").toDoubles(),
            changed.parameters().get("layer0/f.Wh").toDoubles()));
  }

  @Test
  void aHookOfPathsIsShownThemFromTheFirstUpdateOn() {
    Set<GradientPath> shown = ConcurrentHashMap.newKeySet();
    NamedHook watching =
        new NamedHook("watch", new Hooks.AtPath(gradient -> shown.add(gradient.path())));
    NamedHook cutting = new NamedHook("cut", new Hooks.AtPath(StateGradient::clear));
    TrainingResult whole = Setup.ofUpdates(1).with(watching).run();
    assertEquals(Set.of(GradientPath.RECURRENT, GradientPath.PRODUCTS), shown);
    TrainingResult cut = Setup.ofUpdates(1).with(cutting).run();
    assertFalse(
        Arrays.equals(
            whole.parameters().get("layer0/f.Wh").toDoubles(),
            cut.parameters().get("layer0/f.Wh").toDoubles()));
  }

  @Test
  void anObservingHookChangesNoBit() {
    AtomicLong steps = new AtomicLong();
    AtomicLong updates = new AtomicLong();
    NamedHook watching =
        atStep(
            "watch",
            false,
            gradient -> {
              assertTrue(gradient.rowNorm(0) >= 0);
              steps.incrementAndGet();
            });
    NamedHook observing =
        atUpdate(
            "observe",
            update -> {
              assertTrue(update.gradients().norm() > 0);
              updates.incrementAndGet();
              return Outcome.UNCHANGED;
            });
    TrainingResult plain = Setup.ofUpdates(7).run();
    TrainingResult observed =
        Setup.ofUpdates(7).with(Engines.fused(2)).with(watching, observing).run();
    assertSameBits(plain.parameters(), observed.parameters());
    assertEquals(plain.validLoss(), observed.validLoss());
    assertEquals(7, updates.get());
    assertTrue(steps.get() > 0);
  }

  @Test
  void writingToWhatMayOnlyBeReadNamesHookAndStep() {
    NamedHook writing =
        atStep(
            "sly:x=1",
            false,
            gradient -> {
              if (gradient.time() == 4 && gradient.state().equals("c")) {
                gradient.set(0, 0, 1);
              }
            });
    Refusal error =
        Refusal.of(
            () -> Setup.ofUpdates(2).with(Engines.fused(2)).with(writing).run(),
            "hook sly:x=1",
            "does not declare",
            "step 4",
            "state c of layer1");
    assertTrue(error.cause() instanceof IllegalStateException);
  }

  @Test
  void anExceptionAtAnUpdateNamesHookAndUpdate() {
    NamedHook failing =
        atUpdate(
            "bad:y=2",
            update -> {
              if (update.index() == 2) {
                throw new IllegalArgumentException("out of luck");
              }
              return Outcome.UNCHANGED;
            });
    Refusal.of(
        () -> Setup.ofUpdates(5).with(failing).run(), "hook bad:y=2", "out of luck", "update 2");
  }

  @Test
  void whatAHookSaysToStopTheRunIsPassedOn() {
    NamedHook stopping =
        atUpdate(
            "guard",
            update -> {
              throw CarouselException.failure("The loss is not finite.").build();
            });
    Refusal.of(() -> Setup.ofUpdates(5).with(stopping).run(), "The loss is not finite.");
  }

  @Test
  void aHooksExceptionLeavesTheEngineUsable() {
    try (Engine engine = Engines.fused(2)) {
      NamedHook failing =
          atStep(
              "bad",
              false,
              gradient -> {
                throw new IllegalStateException("at once");
              });
      Trainer broken = Setup.ofUpdates(3).with(engine).with(failing).trainer();
      Refusal.of(broken::run, "hook bad", "at once");
      TrainingResult after = Setup.ofUpdates(3).with(engine).trainer().run();
      assertSameBits(Setup.ofUpdates(3).run().parameters(), after.parameters());
    }
  }

  @Test
  void everyRowTimeAndStateIsShownOnceInTheOrderOfTheWayBack() {
    DataShape shape = new DataShape(false, 2, false, 1, Moment.EVERY_STEP);
    int[] lengths = new int[40];
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] = 1 + row % 6;
    }
    Chunk chunk = Chunks.random(shape, lengths, 1, 2);
    NetworkSpec spec = NetworkSpec.of(shape, Cells.lstm()).units(3).layers(2).bidirectional(true);
    for (Engine engine : List.of(Engines.reference(), Engines.fused(1), Engines.fused(3))) {
      try (engine) {
        Network network = Network.compile(engine, spec);
        Visits visits = new Visits();
        network
            .bind(network.initialParameters(1))
            .forward(chunk, Carry.zero())
            .backward(visits::add);
        visits.check(network, lengths);
      }
    }
  }

  /** The times at which each row of each state was shown. */
  private static final class Visits {
    private final Map<String, List<Integer>> times = new HashMap<>();

    synchronized void add(StateGradient gradient) {
      for (int row = 0; row < gradient.rows(); row++) {
        times
            .computeIfAbsent(
                key(gradient.layer(), gradient.state(), gradient.firstRow() + row),
                key -> new ArrayList<>())
            .add(gradient.time());
      }
    }

    private static String key(String layer, String state, int row) {
      return layer + "/" + state + "/" + row;
    }

    void check(Network network, int[] lengths) {
      assertEquals(4 * 2 * lengths.length, times.size());
      for (var layer : network.recurrentLayers()) {
        for (String state : List.of("h", "c")) {
          for (int row = 0; row < lengths.length; row++) {
            List<Integer> expected = new ArrayList<>();
            for (int time = lengths[row] - 1; time >= 0; time--) {
              expected.add(time);
            }
            if (layer.reverse()) {
              Collections.reverse(expected);
            }
            String key = key(layer.name(), state, row);
            assertEquals(expected, Objects.requireNonNull(times.get(key)), key);
          }
        }
      }
    }
  }
}
