package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the gradient of each unit in proportion to its weights, {@code agc}, with a method for each
 * setting. For its rule, and the default and bounds of each setting, see {@link
 * AdaptiveClipProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class AdaptiveClip extends Chosen<GradientHook> {
  private AdaptiveClip(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static AdaptiveClip usual() {
    return new AdaptiveClip(Chosen.of(PluginKind.HOOK, new AdaptiveClipProvider()));
  }

  /** With a threshold. */
  public static AdaptiveClip at(double max) {
    return usual().max(max);
  }

  /** The maximum ratio of a unit's gradient norm to its weight norm. */
  public AdaptiveClip max(double max) {
    return with("max", max);
  }

  /** The lower bound of the weight norm in that ratio. */
  public AdaptiveClip epsilon(double norm) {
    return with("eps", norm);
  }

  /** Whether the head of the network is clipped too. */
  public AdaptiveClip head(boolean given) {
    return with("head", given);
  }

  @Override
  public AdaptiveClip with(String option, Object value) {
    return new AdaptiveClip(super.with(option, value));
  }
}
