package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Regularizes recurrent weights so that errors keep their norm, {@code preserve-norm}. For its
 * rule, and the default and bounds of each setting, see {@link PreserveNormProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class PreserveNorm extends Chosen<GradientHook> {
  private PreserveNorm(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the default strength. */
  public static PreserveNorm usual() {
    return new PreserveNorm(Chosen.of(PluginKind.HOOK, new PreserveNormProvider()));
  }

  /** With a weight of the regularizer. */
  public static PreserveNorm withStrength(double strength) {
    return usual().strength(strength);
  }

  /** The weight of the regularizer; 0 for none. */
  public PreserveNorm strength(double strength) {
    return with("strength", strength);
  }

  @Override
  public PreserveNorm with(String option, Object value) {
    return new PreserveNorm(super.with(option, value));
  }
}
