package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The likelihood of a normal distribution, {@code gaussian}. For its equation, see {@link
 * GaussianProvider}; it also gives the default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Gaussian extends Chosen<Loss> {
  private Gaussian(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Gaussian usual() {
    return new Gaussian(Chosen.of(PluginKind.LOSS, new GaussianProvider()));
  }

  @Override
  public Gaussian with(String option, Object value) {
    return new Gaussian(super.with(option, value));
  }
}
