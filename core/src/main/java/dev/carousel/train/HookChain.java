package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHook.Outcome;
import dev.carousel.spi.GradientHook.RollBack;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs hooks in the order in which they were given. */
final class HookChain {
  private final List<NamedHook> hooks;

  HookChain(List<NamedHook> hooks) {
    this.hooks = List.copyOf(hooks);
  }

  /**
   * What became of an update.
   *
   * @param rollBack how to go back instead of making it; null for not at all
   */
  record Result(boolean clipped, boolean skipped, @Nullable RollBack rollBack) {}

  /** Shows gradients of states to the hooks that watch them; null if none does. */
  @Nullable Consumer<StateGradient> watcher() {
    List<NamedHook> ofSteps = watching(GradientHook::watchesSteps);
    List<NamedHook> ofPaths = watching(GradientHook::watchesPaths);
    if (ofSteps.isEmpty() && ofPaths.isEmpty()) {
      return null;
    }
    return gradient -> show(gradient.path() == GradientPath.TOTAL ? ofSteps : ofPaths, gradient);
  }

  /** Shows each total gradient to a listener, as it comes, and then to the hooks. */
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

  /** Whether a hook watches a gradient's paths apart. */
  boolean watchesPaths() {
    return !watching(GradientHook::watchesPaths).isEmpty();
  }

  /** Whether a backward pass must show a gradient's paths apart. */
  boolean needsPathsApart() {
    return watchesPaths() || watchesNorms();
  }

  /** Whether a hook asks how well steps preserve the norm of errors. */
  boolean watchesNorms() {
    return !watching(GradientHook::watchesNorms).isEmpty();
  }

  private List<NamedHook> watching(Predicate<GradientHook> what) {
    return hooks.stream().filter(named -> ask(named, "what it watches", what::test)).toList();
  }

  private static void show(List<NamedHook> watching, StateGradient gradient) {
    for (NamedHook named : watching) {
      GradientHook hook = named.hook();
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

  Result update(GradientHook.Update update) {
    boolean clipped = false;
    for (NamedHook named : hooks) {
      Outcome outcome;
      try {
        outcome = named.hook().update(update);
      } catch (Throwable e) {
        throw named(named, e, "update " + update.index());
      }
      if (outcome == Outcome.SKIP) {
        return new Result(clipped, true, null);
      }
      if (outcome == Outcome.ROLL_BACK) {
        return new Result(clipped, true, rollBack(named, update));
      }
      clipped |= outcome == Outcome.CLIPPED;
    }
    return new Result(clipped, false, null);
  }

  private static RollBack rollBack(NamedHook named, GradientHook.Update update) {
    RollBack how = rollBackOf(named);
    if (how == null) {
      throw CarouselException.failure(
              "The hook " + named.name() + " sent the run back without saying how.")
          .expected("a rollBack() that is not null")
          .where("update " + update.index())
          .build();
    }
    return how;
  }

  /** Whether a hook may send the run back. */
  boolean rollsBack() {
    return hooks.stream().anyMatch(named -> rollBackOf(named) != null);
  }

  /** How a hook sends the run back; null if it never does. */
  static @Nullable RollBack rollBackOf(NamedHook named) {
    try {
      return named.hook().rollBack();
    } catch (Throwable e) {
      throw named(named, e, "how it goes back");
    }
  }

  private static CarouselException named(NamedHook hook, Throwable e, String where) {
    return Failures.named("The hook " + hook.name(), hook.hook(), where, e);
  }

  /** Asks a hook something. */
  private static <T> T ask(NamedHook named, String where, Function<GradientHook, T> question) {
    return Failures.naming(
        "The hook " + named.name(), named.hook(), () -> where, () -> question.apply(named.hook()));
  }

  /** What each hook remembers, in order. */
  List<Map<String, double[]>> memories() {
    return hooks.stream()
        .map(named -> ask(named, "what a checkpoint is to hold of it", GradientHook::memory))
        .toList();
  }

  /** Gives the hooks back what they remembered; hooks that were added since get nothing. */
  void remember(List<Map<String, double[]>> memories) {
    for (int i = 0; i < hooks.size() && i < memories.size(); i++) {
      NamedHook named = hooks.get(i);
      Map<String, double[]> memory = memories.get(i);
      Failures.naming(
          "The hook " + named.name(),
          named.hook(),
          () -> "taking up what a checkpoint holds of it",
          () -> named.hook().remember(memory));
    }
  }

  /**
   * The gradient as those see it who may not change it.
   *
   * @param refusal the beginning of what is said to who tries
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
