package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A step size that rises linearly, then stays constant, {@code linear-warmup}. For its rule, and
 * the default and bounds of each setting, see {@link LinearWarmupProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class LinearWarmup extends Chosen<Schedule> {
  private LinearWarmup(Chosen<Schedule> values) {
    super(values);
  }

  /** Over the default number of updates. */
  public static LinearWarmup usual() {
    return new LinearWarmup(Chosen.of(PluginKind.SCHEDULE, new LinearWarmupProvider()));
  }

  /** Over this number of updates. */
  public static LinearWarmup over(int updates) {
    return usual().updates(updates);
  }

  /** The number of updates of the ramp. */
  public LinearWarmup updates(int updates) {
    return with("updates", updates);
  }

  @Override
  public LinearWarmup with(String option, Object value) {
    return new LinearWarmup(super.with(option, value));
  }
}
