package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the gradient of each unit in proportion to its weights, {@code agc}, with a method for each
 * setting. What it does, and the default and the bounds of each setting: {@link
 * AdaptiveClipProvider}.
 *
 * <p>Immutable: a setting gives a new one.
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

  /** The norm of a unit's gradient over that of its weights that is allowed. */
  public AdaptiveClip max(double max) {
    return with("max", max);
  }

  /** What the norm of weights counts for at least. */
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
