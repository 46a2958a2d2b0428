package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Adds noise to all gradients, {@code gradient-noise}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link GradientNoiseProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class GradientNoise extends Chosen<GradientHook> {
  private GradientNoise(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static GradientNoise usual() {
    return new GradientNoise(Chosen.of(PluginKind.HOOK, new GradientNoiseProvider()));
  }

  /** The variance at the first update. */
  public GradientNoise eta(double variance) {
    return with("eta", variance);
  }

  /** The exponent with which the variance falls in the number of updates. */
  public GradientNoise gamma(double power) {
    return with("gamma", power);
  }

  /** The seed of this hook's random numbers. */
  public GradientNoise seed(int seed) {
    return with("seed", seed);
  }

  @Override
  public GradientNoise with(String option, Object value) {
    return new GradientNoise(super.with(option, value));
  }
}
