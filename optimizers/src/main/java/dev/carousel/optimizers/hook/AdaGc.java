package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips each parameter by the mean of its own norms, {@code adagc}, with a method for each setting.
 * For its rule, and the default and bounds of each setting, see {@link AdaGcProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class AdaGc extends Chosen<GradientHook> {
  private AdaGc(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static AdaGc usual() {
    return new AdaGc(Chosen.of(PluginKind.HOOK, new AdaGcProvider()));
  }

  /** The maximum ratio of a norm to the mean of its own. */
  public AdaGc ratio(double ratio) {
    return with("ratio", ratio);
  }

  /** The share of that mean kept at each update. */
  public AdaGc beta(double share) {
    return with("beta", share);
  }

  /** The maximum norm over all parameters during the warm-up. */
  public AdaGc max(double max) {
    return with("max", max);
  }

  /** The number of updates that are clipped together and give the first means. */
  public AdaGc warmup(int updates) {
    return with("warmup", updates);
  }

  @Override
  public AdaGc with(String option, Object value) {
    return new AdaGc(super.with(option, value));
  }
}
