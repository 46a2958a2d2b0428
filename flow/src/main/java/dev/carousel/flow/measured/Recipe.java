package dev.carousel.flow.measured;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import dev.carousel.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a training that a remedy may change.
 *
 * @param cell of the network
 * @param optimizer that takes the steps
 * @param hooks in order
 * @param bptt the steps of a chunk
 */
public record Recipe(PluginRef cell, PluginRef optimizer, List<PluginRef> hooks, int bptt) {
  public Recipe {
    hooks = List.copyOf(hooks);
  }

  /** A recipe with these settings, in chunks of 64 steps. */
  @SafeVarargs
  public static Recipe of(
      Chosen<Cell> cell, Chosen<Optimizer> optimizer, Chosen<GradientHook>... hooks) {
    return new Recipe(
        cell.ref(), optimizer.ref(), Stream.of(hooks).map(Chosen::ref).toList(), TrainingPlan.BPTT);
  }

  public Recipe withCell(PluginRef other) {
    return new Recipe(other, optimizer, hooks, bptt);
  }

  public Recipe withOptimizer(PluginRef other) {
    return new Recipe(cell, other, hooks, bptt);
  }

  /**
   * The recipe with a hook in place of the one with the same id, or after all others if there is
   * none.
   */
  public Recipe withHook(PluginRef hook) {
    List<PluginRef> changed = new ArrayList<>(hooks);
    if (hook(hook.id()) == null) {
      changed.add(hook);
    }
    changed.replaceAll(old -> old.id().equals(hook.id()) ? hook : old);
    return withHooks(changed);
  }

  public Recipe withHooks(List<PluginRef> others) {
    return new Recipe(cell, optimizer, others, bptt);
  }

  public Recipe withBptt(int steps) {
    return new Recipe(cell, optimizer, hooks, steps);
  }

  /** The hook with that id; null if there is none. */
  public @Nullable PluginRef hook(String id) {
    return hooks.stream().filter(hook -> hook.id().equals(id)).findFirst().orElse(null);
  }
}
