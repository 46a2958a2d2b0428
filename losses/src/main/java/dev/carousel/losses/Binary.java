package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The log loss of events, {@code binary}. For its equation, see {@link BinaryProvider}; it also
 * gives the default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Binary extends Chosen<Loss> {
  private Binary(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Binary usual() {
    return new Binary(Chosen.of(PluginKind.LOSS, new BinaryProvider()));
  }

  @Override
  public Binary with(String option, Object value) {
    return new Binary(super.with(option, value));
  }
}
