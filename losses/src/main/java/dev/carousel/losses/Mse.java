package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The squared error, {@code mse}. For its equation, see {@link MseProvider}; it also gives the
 * default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Mse extends Chosen<Loss> {
  private Mse(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Mse usual() {
    return new Mse(Chosen.of(PluginKind.LOSS, new MseProvider()));
  }

  @Override
  public Mse with(String option, Object value) {
    return new Mse(super.with(option, value));
  }
}
