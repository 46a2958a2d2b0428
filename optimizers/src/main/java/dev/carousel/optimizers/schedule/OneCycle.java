package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A step size that rises and falls once, {@code one-cycle}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link OneCycleProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class OneCycle extends Chosen<Schedule> {
  /** Ways between two step sizes. */
  public enum Shape {
    /** Half a cosine. */
    COSINE {
      @Override
      double between(double from, double to, double share) {
        return to + (from - to) / 2 * (Math.cos(Math.PI * share) + 1);
      }
    },
    /** A straight line. */
    LINEAR {
      @Override
      double between(double from, double to, double share) {
        return from + (to - from) * share;
      }
    };

    abstract double between(double from, double to, double share);
  }

  private OneCycle(Chosen<Schedule> values) {
    super(values);
  }

  /** Over the updates that the run plans. */
  public static OneCycle overTheRun() {
    return new OneCycle(Chosen.of(PluginKind.SCHEDULE, new OneCycleProvider()));
  }

  /** Over this number of updates. */
  public static OneCycle over(int updates) {
    return overTheRun().updates(updates);
  }

  /** The number of updates until the end; 0 for the number that the run plans. */
  public OneCycle updates(int updates) {
    return with("updates", updates);
  }

  /** The share of the updates during which the step size rises. */
  public OneCycle rise(double share) {
    return with("rise", share);
  }

  /** The factor at the start. */
  public OneCycle from(double factor) {
    return with("start", factor);
  }

  /** The factor at the end. */
  public OneCycle to(double factor) {
    return with("final", factor);
  }

  /** The way between two step sizes. */
  public OneCycle shape(Shape shape) {
    return with("shape", shape);
  }

  /** Whether it falls to the start first, as fast as it rose. */
  public OneCycle threePhase(boolean given) {
    return with("three-phase", given);
  }

  @Override
  public OneCycle with(String option, Object value) {
    return new OneCycle(super.with(option, value));
  }
}
