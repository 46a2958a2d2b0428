package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A staircase of step sizes, {@code step}, with a method for each setting. What it does, and the
 * default and the bounds of each setting: {@link StepProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class StepDecay extends Chosen<Schedule> {
  private StepDecay(Chosen<Schedule> values) {
    super(values);
  }

  /** With the defaults. */
  public static StepDecay usual() {
    return new StepDecay(Chosen.of(PluginKind.SCHEDULE, new StepProvider()));
  }

  /** The updates on one stair. */
  public StepDecay every(int updates) {
    return with("every", updates);
  }

  /** What each stair multiplies the step size by. */
  public StepDecay gamma(double factor) {
    return with("gamma", factor);
  }

  @Override
  public StepDecay with(String option, Object value) {
    return new StepDecay(super.with(option, value));
  }
}
