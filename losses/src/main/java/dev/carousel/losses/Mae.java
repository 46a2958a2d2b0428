package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The absolute error, {@code mae}. For its equation, see {@link MaeProvider}; it also gives the
 * default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Mae extends Chosen<Loss> {
  private Mae(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Mae usual() {
    return new Mae(Chosen.of(PluginKind.LOSS, new MaeProvider()));
  }

  @Override
  public Mae with(String option, Object value) {
    return new Mae(super.with(option, value));
  }
}
