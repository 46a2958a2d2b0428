package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHook.Outcome;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs hooks in the order in which they were given. */
final class HookChain {
  private final List<NamedHook> hooks;

  HookChain(List<NamedHook> hooks) {
    this.hooks = List.copyOf(hooks);
  }

  /** What became of an update. */
  record Result(boolean clipped, boolean skipped) {}

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

  /** Whether a hook asks how well steps preserve the norm of errors. */
  boolean watchesNorms() {
    return !watching(GradientHook::watchesNorms).isEmpty();
  }

  private List<NamedHook> watching(Predicate<GradientHook> what) {
    return hooks.stream().filter(named -> what.test(named.hook())).toList();
  }

  private static void show(List<NamedHook> watching, StateGradient gradient) {
    for (NamedHook named : watching) {
      GradientHook hook = named.hook();
      try {
        hook.step(hook.changesSteps() ? gradient : readOnly(gradient, named));
      } catch (RuntimeException e) {
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
      } catch (RuntimeException e) {
        throw named(named, e, "update " + update.index());
      }
      if (outcome == Outcome.SKIP) {
        return new Result(clipped, true);
      }
      clipped |= outcome == Outcome.CLIPPED;
    }
    return new Result(clipped, false);
  }

  private static RuntimeException named(NamedHook hook, RuntimeException e, String where) {
    return e instanceof CarouselException
        ? e
        : CarouselException.failure("The hook " + hook.name() + " failed.")
            .found(e)
            .where(where)
            .cause(e)
            .build();
  }

  List<NamedHook> hooks() {
    return hooks;
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
