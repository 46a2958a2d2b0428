package dev.carousel.train;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hooks for tests. */
final class Hooks {
  private Hooks() {}

  /** Does what it is told at every update. */
  record AtUpdate(Function<UpdateHook.Update, Outcome> action) implements UpdateHook {
    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      return action.apply(update);
    }
  }

  /** Does what it is told at every step. */
  record AtStep(Consumer<StateGradient> action, boolean changesSteps) implements StepHook {
    @Override
    public void step(StateGradient gradient) {
      action.accept(gradient);
    }
  }

  /** Does what it is told with each part of a gradient, and may change it. */
  record AtPath(Consumer<StateGradient> action) implements StepHook {
    @Override
    public Set<GradientPath> paths() {
      return Set.of(GradientPath.RECURRENT, GradientPath.PRODUCTS);
    }

    @Override
    public boolean changesSteps() {
      return true;
    }

    @Override
    public void step(StateGradient gradient) {
      action.accept(gradient);
    }
  }

  /** Skips the update of this index. */
  static NamedHook skipping(long index) {
    return new NamedHook(
        "skip",
        new AtUpdate(
            update ->
                update.index() == index ? UpdateHook.Outcome.SKIP : UpdateHook.Outcome.UNCHANGED));
  }

  /** Says that the updates of these indices were clipped. */
  static NamedHook clipping(long... indices) {
    return new NamedHook(
        "clip",
        new AtUpdate(
            update ->
                Arrays.stream(indices).anyMatch(i -> i == update.index())
                    ? UpdateHook.Outcome.CLIPPED
                    : UpdateHook.Outcome.UNCHANGED));
  }

  /** Scales gradients by something that it must remember from update to update. */
  static NamedHook remembering() {
    return new NamedHook("remember", new Remembering());
  }

  private static final class Remembering implements UpdateHook, HookMemory {
    private double memory = 0.1;

    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      memory = 0.9 * memory + 0.1 * update.gradients().norm();
      update.gradients().scale(memory);
      return Outcome.CHANGED;
    }

    @Override
    public Map<String, double[]> memory() {
      return Map.of("memory", new double[] {memory});
    }

    @Override
    public void remember(Map<String, double[]> remembered) {
      memory = Objects.requireNonNull(remembered.get("memory"))[0];
    }
  }
}
