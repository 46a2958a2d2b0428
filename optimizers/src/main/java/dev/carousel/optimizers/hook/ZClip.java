package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips norms far above the recent ones, {@code zclip}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link ZClipProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ZClip extends Chosen<GradientHook> {
  private ZClip(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static ZClip usual() {
    return new ZClip(Chosen.of(PluginKind.HOOK, new ZClipProvider()));
  }

  /** The maximum number of standard deviations above the mean. */
  public ZClip zMax(double deviations) {
    return with("z-max", deviations);
  }

  /** The share of mean and deviation kept at each update. */
  public ZClip alpha(double share) {
    return with("alpha", share);
  }

  /** The maximum norm over all parameters at any time. */
  public ZClip max(double max) {
    return with("max", max);
  }

  /** The number of updates that give the first mean and deviation. */
  public ZClip warmup(int updates) {
    return with("warmup", updates);
  }

  @Override
  public ZClip with(String option, Object value) {
    return new ZClip(super.with(option, value));
  }
}
