package dev.carousel.optimizers.hook;

import static dev.carousel.optimizers.hook.Runs.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.NormPreservation;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.NamedHook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hooks in real backward passes and training runs. */
class HooksInTrainingTest {
  private static final int MANY = 100;
  private static final int STEPS = 20;
  private static final int ROWS = 3;
  private static final int UNITS = 4;

  /** Sees what a hook of paths sees, and changes nothing. */
  private record PathWatcher() implements StepHook {
    @Override
    public Set<GradientPath> paths() {
      return Set.of(GradientPath.RECURRENT, GradientPath.PRODUCTS);
    }

    @Override
    public void step(StateGradient gradient) {}
  }

  @Test
  void withoutProductsTheGradientOfCIsTheProductOfTheForgetGates() {
    try (Engine engine = Engines.reference()) {
      LayerProgram lstm = engine.compile("layer0", Runs.lstm(), 2, UNITS).apart();
      LayerProblem problem = LayerProblem.random(lstm, 2, STEPS, ROWS, 3);
      problem.finalWeights().get("h").fill(0);
      ForwardPass pass = problem.forward(lstm);
      Map<Integer, double[]> all = gradientsOfC(pass, problem, "h-detach:probability=0");
      Map<Integer, double[]> carousel = gradientsOfC(pass, problem, "h-detach:probability=1");
      double[] expected = problem.finalWeights().get("c").toDoubles();
      Tensor forget = pass.observed("f");
      for (int time = STEPS - 1; time >= 0; time--) {
        double[] found = Objects.requireNonNull(carousel.get(time));
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], found[i], 1e-12 * Math.abs(expected[i]), "step " + time);
          expected[i] *= forget.get(time * expected.length + i);
        }
      }
      double[] first = Objects.requireNonNull(all.get(0));
      double[] left = Objects.requireNonNull(carousel.get(0));
      assertTrue(Math.abs(first[0] - left[0]) > 0.01 * Math.abs(left[0]), "products do count");
    }
  }

  /** The gradient of c after each step, all rows, of a loss on the last c alone. */
  private static Map<Integer, double[]> gradientsOfC(
      ForwardPass pass, LayerProblem problem, String text) {
    StepHook hook = (StepHook) Plugins.hook(text);
    Map<Integer, double[]> found = new HashMap<>();
    Consumer<StateGradient> watcher =
        gradient -> {
          if (hook.paths().contains(gradient.path())) {
            hook.step(gradient);
          } else if (gradient.path() == GradientPath.TOTAL && gradient.state().equals("c")) {
            double[] values =
                found.computeIfAbsent(gradient.time(), time -> new double[ROWS * UNITS]);
            for (int i = 0; i < gradient.rows() * UNITS; i++) {
              values[gradient.firstRow() * UNITS + i] = gradient.get(i / UNITS, i % UNITS);
            }
          }
        };
    pass.backward(null, problem.finalWeights(), watcher);
    return found;
  }

  @Test
  void droppingNothingIsWatchingThePaths() {
    NamedTensors watched = Runs.whole(1, List.of(Runs.named(new PathWatcher())));
    assertSameBits(watched, Runs.whole(1, Runs.hooks("h-detach:probability=0")));
    NamedTensors detached = Runs.whole(1, Runs.hooks("h-detach:probability=0.5"));
    assertFalse(
        Arrays.equals(
            watched.get("layer0/f.Wh").toDoubles(), detached.get("layer0/f.Wh").toDoubles()));
  }

  @ParameterizedTest
  @CsvSource({
    "h-detach:probability=0.5, 2",
    "h-detach:probability=0.5, 3",
    "preserve-norm, 2",
    "preserve-norm, 3"
  })
  void threadsDoNotChangeABit(String text, int threads) {
    NamedTensors expected = Runs.whole(1, Runs.hooks(text));
    assertSameBits(expected, Runs.whole(threads, Runs.hooks(text)));
  }

  /** What the regularizer penalizes becomes less over many small steps. */
  @Test
  void errorsKeepMoreOfTheirNormWithTheRegularizer() {
    NormWatcher without = new NormWatcher();
    Runs.smallSteps(List.of(Runs.named(without)), MANY);
    NormWatcher with = new NormWatcher();
    List<NamedHook> hooks = new ArrayList<>(Runs.hooks("preserve-norm:strength=5"));
    hooks.add(0, Runs.named(with));
    Runs.smallSteps(hooks, MANY);
    assertEquals(without.penalties.get(0), with.penalties.get(0), 0);
    double penalty = late(with.penalties);
    assertTrue(penalty < 0.9 * late(without.penalties), () -> without + " against " + with);
  }

  /** The mean over the last pass: the chunks of a text differ. */
  private static double late(List<Double> values) {
    return values.subList(values.size() - Runs.CHUNKS, values.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  @Test
  void withoutStrengthNothingIsMeasuredOrChanged() {
    assertFalse(Plugins.hook("preserve-norm:strength=0").watchesNorms());
    NamedTensors expected = Runs.whole(1, List.of());
    assertSameBits(expected, Runs.whole(1, Runs.hooks("preserve-norm:strength=0")));
    assertSameBits(expected, Runs.whole(1, List.of(Runs.named(new NormWatcher()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h-detach:probability=0.5",
        "autoclip",
        "zclip:warmup=5",
        "adagc:warmup=3",
        "agc",
        "gradient-noise",
        "preserve-norm"
      })
  void resumedRunIsTheUndisturbedOne(String text, @TempDir Path folder) {
    NamedTensors whole = Runs.whole(1, Runs.hooks(text));
    for (int stopAfter : new int[] {1, 4, Runs.UPDATES - 1}) {
      assertSameBits(whole, Runs.resumed(folder.resolve("checkpoint"), stopAfter, text));
    }
  }

  /** Takes down how steps preserve the norm of errors, and changes nothing. */
  private static final class NormWatcher implements UpdateHook {
    private final List<Double> penalties = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    @Override
    public boolean watchesNorms() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      NormPreservation found = Objects.requireNonNull(update.preservation());
      penalties.add(found.penalty());
      ratios.add(found.layers().get(0).ratio());
      return Outcome.UNCHANGED;
    }

    @Override
    public String toString() {
      return "penalties " + penalties + ", ratios " + ratios;
    }
  }
}
