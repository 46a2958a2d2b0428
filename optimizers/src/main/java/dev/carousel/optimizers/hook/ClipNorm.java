package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the norm over all parameters, {@code clip-norm}. For its rule, and the default and bounds
 * of each setting, see {@link ClipNormProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ClipNorm extends Chosen<GradientHook> {
  private ClipNorm(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the default threshold. */
  public static ClipNorm usual() {
    return new ClipNorm(Chosen.of(PluginKind.HOOK, new ClipNormProvider()));
  }

  /** With a threshold. */
  public static ClipNorm at(double max) {
    return usual().max(max);
  }

  /** The maximum norm over all parameters. */
  public ClipNorm max(double max) {
    return with("max", max);
  }

  @Override
  public ClipNorm with(String option, Object value) {
    return new ClipNorm(super.with(option, value));
  }
}
