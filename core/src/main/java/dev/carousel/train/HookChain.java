package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.RollBack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs hooks in the order in which they were given. */
final class HookChain {
  private static final String WATCHES = "reporting what it watches";

  private final List<NamedHook> hooks;

  HookChain(List<NamedHook> hooks) {
    this.hooks = List.copyOf(hooks);
  }

  /**
   * The result of an update.
   *
   * @param rollBack how to roll back instead of making it; null for no roll-back
   */
  record Result(boolean clipped, boolean skipped, @Nullable RollBack rollBack) {}

  /** Passes gradients of states to the hooks that watch them; null if there are none. */
  @Nullable Consumer<StateGradient> watcher() {
    Map<GradientPath, List<NamedHook>> watching = new EnumMap<>(GradientPath.class);
    for (GradientPath path : GradientPath.values()) {
      watching.put(path, watching(path));
    }
    boolean isNeeded = watching.values().stream().anyMatch(hooks -> !hooks.isEmpty());
    return isNeeded
        ? gradient -> show(watching.getOrDefault(gradient.path(), List.of()), gradient)
        : null;
  }

  /** Passes each total gradient to a listener, as it is computed, and then to the hooks. */
  static @Nullable Consumer<StateGradient> watcher(
      @Nullable Consumer<StateGradient> listener, @Nullable Consumer<StateGradient> hooks) {
    if (listener == null) {
      return hooks;
    }
    Consumer<StateGradient> first =
        gradient -> {
          if (gradient.path() == GradientPath.TOTAL) {
            listener.accept(new ReadOnly(gradient, "a listener may not change"));
          }
        };
    return hooks == null ? first : first.andThen(hooks);
  }

  /**
   * Refuses hooks that look into backward passes, where these are made elsewhere.
   *
   * @throws CarouselException if there is one
   */
  void requireNoneWatches() {
    if (watcher() != null || watchesNorms()) {
      throw CarouselException.usage("A hook watches the gradients of states, which stay elsewhere.")
          .expected("hooks of whole updates, such as clip-norm")
          .found(hooks.stream().map(NamedHook::name).toList().toString())
          .mend("leave it out, or compute the chunks of updates in the trainer")
          .build();
    }
  }

  /** Whether a backward pass must separate a gradient's paths. */
  boolean needsPathsApart() {
    return !watching(GradientPath.RECURRENT).isEmpty()
        || !watching(GradientPath.PRODUCTS).isEmpty()
        || watchesNorms();
  }

  /** Whether a hook needs the measurement of how well steps preserve the norm of errors. */
  boolean watchesNorms() {
    return hooks.stream()
        .anyMatch(
            named ->
                named.hook() instanceof UpdateHook hook
                    && naming(named, WATCHES, hook::watchesNorms));
  }

  private List<NamedHook> watching(GradientPath path) {
    return hooks.stream()
        .filter(
            named ->
                named.hook() instanceof StepHook hook
                    && naming(named, WATCHES, () -> hook.paths().contains(path)))
        .toList();
  }

  private static void show(List<NamedHook> watching, StateGradient gradient) {
    for (NamedHook named : watching) {
      StepHook hook = (StepHook) named.hook();
      try {
        hook.step(hook.changesSteps() ? gradient : readOnly(gradient, named));
      } catch (Throwable e) {
        String where =
            "step " + gradient.time() + ", state " + gradient.state() + " of " + gradient.layer();
        throw named(named, e, where);
      }
    }
  }

  private static StateGradient readOnly(StateGradient gradient, NamedHook hook) {
    return new ReadOnly(gradient, "the hook " + hook.name() + " does not declare that it changes");
  }

  Result update(UpdateHook.Update update) {
    boolean clipped = false;
    UpdateHook.Update shown = update;
    for (NamedHook named : hooks) {
      Outcome outcome = outcome(named, shown);
      if (outcome == Outcome.SKIP) {
        return new Result(clipped, true, null);
      }
      if (outcome == Outcome.ROLL_BACK) {
        return new Result(clipped, true, rollBack(named, update));
      }
      boolean isNew = outcome != Outcome.UNCHANGED && named != hooks.get(hooks.size() - 1);
      shown = isNew ? changed(shown) : shown;
      clipped |= outcome == Outcome.CLIPPED;
    }
    return new Result(clipped, false, null);
  }

  /** The update with the norm of its gradients as they are now. */
  private static UpdateHook.Update changed(UpdateHook.Update update) {
    return new UpdateHook.Update(
        update.index(),
        update.loss(),
        update.parameters(),
        update.gradients(),
        update.preservation());
  }

  private static Outcome outcome(NamedHook named, UpdateHook.Update update) {
    if (!(named.hook() instanceof UpdateHook hook)) {
      return Outcome.UNCHANGED;
    }
    try {
      return hook.update(update);
    } catch (Throwable e) {
      throw named(named, e, "update " + update.index());
    }
  }

  private static RollBack rollBack(NamedHook named, UpdateHook.Update update) {
    RollBack how = rollBackOf(named);
    if (how == null) {
      throw CarouselException.failure(
              "The hook " + named.name() + " asked for a roll-back without describing it.")
          .expected("a rollBack() that is not null")
          .where("update " + update.index())
          .build();
    }
    return how;
  }

  /** Whether a hook may roll the run back. */
  boolean rollsBack() {
    for (NamedHook named : hooks) {
      if (rollBackOf(named) != null) {
        return true;
      }
    }
    return false;
  }

  /** How a hook rolls the run back; null if it never does. */
  static @Nullable RollBack rollBackOf(NamedHook named) {
    if (!(named.hook() instanceof UpdateHook hook)) {
      return null;
    }
    try {
      return hook.rollBack();
    } catch (Throwable e) {
      throw named(named, e, "describing its roll-back");
    }
  }

  private static CarouselException named(NamedHook hook, Throwable e, String where) {
    return Failures.named("The hook " + hook.name(), hook.hook(), where, e);
  }

  /** Calls a hook, and names it if it throws. */
  private static <T> T naming(NamedHook named, String where, Supplier<T> question) {
    return Failures.naming("The hook " + named.name(), named.hook(), () -> where, question);
  }

  /** The state of each hook, in order; empty for a hook without memory. */
  List<Map<String, double[]>> memories() {
    return hooks.stream().map(HookChain::memory).toList();
  }

  private static Map<String, double[]> memory(NamedHook named) {
    return named.hook() instanceof HookMemory hook
        ? naming(named, "handing over its state for a checkpoint", hook::memory)
        : Map.of();
  }

  /** Restores the state of the hooks; hooks that were added since then get none. */
  void remember(List<Map<String, double[]>> memories) {
    for (int i = 0; i < hooks.size() && i < memories.size(); i++) {
      NamedHook named = hooks.get(i);
      Map<String, double[]> memory = memories.get(i);
      if (named.hook() instanceof HookMemory hook) {
        Failures.naming(
            "The hook " + named.name(),
            named.hook(),
            () -> "restoring its state from a checkpoint",
            () -> hook.remember(memory));
      }
    }
  }

  /**
   * The gradient as a read-only view.
   *
   * @param refusal the beginning of the message for an attempt to change it
   */
  private record ReadOnly(StateGradient gradient, String refusal) implements StateGradient {
    @Override
    public String layer() {
      return gradient.layer();
    }

    @Override
    public String state() {
      return gradient.state();
    }

    @Override
    public GradientPath path() {
      return gradient.path();
    }

    @Override
    public int time() {
      return gradient.time();
    }

    @Override
    public int firstRow() {
      return gradient.firstRow();
    }

    @Override
    public int rows() {
      return gradient.rows();
    }

    @Override
    public int size() {
      return gradient.size();
    }

    @Override
    public double get(int row, int unit) {
      return gradient.get(row, unit);
    }

    @Override
    public double rowNorm(int row) {
      return gradient.rowNorm(row);
    }

    @Override
    public void set(int row, int unit, double value) {
      throw new IllegalStateException(refusal + " steps");
    }
  }
}
