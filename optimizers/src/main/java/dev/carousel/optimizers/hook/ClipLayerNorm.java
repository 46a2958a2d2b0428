package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the norm of each layer's parameters, {@code clip-layer-norm}. For its rule, and the default
 * and bounds of each setting, see {@link ClipLayerNormProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ClipLayerNorm extends Chosen<GradientHook> {
  private ClipLayerNorm(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the default threshold. */
  public static ClipLayerNorm usual() {
    return new ClipLayerNorm(Chosen.of(PluginKind.HOOK, new ClipLayerNormProvider()));
  }

  /** With a threshold. */
  public static ClipLayerNorm at(double max) {
    return usual().max(max);
  }

  /** The maximum norm over the parameters of a layer. */
  public ClipLayerNorm max(double max) {
    return with("max", max);
  }

  @Override
  public ClipLayerNorm with(String option, Object value) {
    return new ClipLayerNorm(super.with(option, value));
  }
}
