package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * The same step size at every update, {@code constant}. For its rule, and the default and bounds of
 * each setting, see {@link ConstantProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Constant extends Chosen<Schedule> {
  private Constant(Chosen<Schedule> values) {
    super(values);
  }

  /** The factor 1 at every update. */
  public static Constant step() {
    return new Constant(Chosen.of(PluginKind.SCHEDULE, new ConstantProvider()));
  }

  @Override
  public Constant with(String option, Object value) {
    return new Constant(super.with(option, value));
  }
}
