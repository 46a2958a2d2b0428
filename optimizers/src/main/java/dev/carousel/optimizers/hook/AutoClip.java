package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips at a percentile of all norms so far, {@code autoclip}. For its rule, and the default and
 * bounds of each setting, see {@link AutoClipProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class AutoClip extends Chosen<GradientHook> {
  private AutoClip(Chosen<GradientHook> values) {
    super(values);
  }

  /** At the default percentile. */
  public static AutoClip usual() {
    return new AutoClip(Chosen.of(PluginKind.HOOK, new AutoClipProvider()));
  }

  /** At a percentile, from 0 to 100. */
  public static AutoClip atPercentile(double percent) {
    return usual().percentile(percent);
  }

  /** The percentile of all norms that is the threshold. */
  public AutoClip percentile(double percent) {
    return with("percentile", percent);
  }

  @Override
  public AutoClip with(String option, Object value) {
    return new AutoClip(super.with(option, value));
  }
}
