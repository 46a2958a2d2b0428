package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A staircase of step sizes, {@code step}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link StepProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class StepDecay extends Chosen<Schedule> {
  private StepDecay(Chosen<Schedule> values) {
    super(values);
  }

  /** With the defaults. */
  public static StepDecay usual() {
    return new StepDecay(Chosen.of(PluginKind.SCHEDULE, new StepProvider()));
  }

  /** The number of updates between two changes. */
  public StepDecay every(int updates) {
    return with("every", updates);
  }

  /** The factor on the step size at each change. */
  public StepDecay gamma(double factor) {
    return with("gamma", factor);
  }

  @Override
  public StepDecay with(String option, Object value) {
    return new StepDecay(super.with(option, value));
  }
}
