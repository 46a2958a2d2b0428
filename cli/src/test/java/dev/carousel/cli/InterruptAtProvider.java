package dev.carousel.cli;

import dev.carousel.cli.console.Interrupts;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.UpdateHook;
import java.util.List;

/** A hook that presses Ctrl-C at an update, if anybody listens; so that a test need not time it. */
public final class InterruptAtProvider implements GradientHookProvider {
  private static final ThreadLocal<Runnable> LISTENER = ThreadLocal.withInitial(() -> () -> {});

  /** Listens to the hook. */
  static Interrupts interrupts() {
    return stop -> {
      LISTENER.set(stop);
      return LISTENER::remove;
    };
  }

  @Override
  public String id() {
    return "interrupt-at";
  }

  @Override
  public String description() {
    return "Interrupts a run, in a test";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.integer("update", 0, 0, 1000, "when"));
  }

  @Override
  public GradientHook create(Options options) {
    int update = options.integer("update");
    return new UpdateHook() {
      @Override
      public Outcome update(Update now) {
        if (now.index() == update) {
          LISTENER.get().run();
        }
        return Outcome.UNCHANGED;
      }
    };
  }
}
