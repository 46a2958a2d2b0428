package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Adds noise to all gradients, {@code gradient-noise}, with a method for each setting. What it
 * does, and the default and the bounds of each setting: {@link GradientNoiseProvider}.
 *
 * <p>Immutable: a setting gives a new one.
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

  /** The power of the update's number that the variance falls with. */
  public GradientNoise gamma(double power) {
    return with("gamma", power);
  }

  /** What the random numbers of this hook start from. */
  public GradientNoise seed(int seed) {
    return with("seed", seed);
  }

  @Override
  public GradientNoise with(String option, Object value) {
    return new GradientNoise(super.with(option, value));
  }
}
