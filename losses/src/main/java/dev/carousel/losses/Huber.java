package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * Huber's loss, {@code huber}. For its equation, see {@link HuberProvider}; it also gives the
 * default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Huber extends Chosen<Loss> {
  private Huber(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Huber usual() {
    return new Huber(Chosen.of(PluginKind.LOSS, new HuberProvider()));
  }

  /** That becomes linear at this error, in the scaled units. */
  public static Huber at(double delta) {
    return usual().delta(delta);
  }

  /** The error at which it becomes linear, in the scaled units. */
  public Huber delta(double delta) {
    return with("delta", delta);
  }

  @Override
  public Huber with(String option, Object value) {
    return new Huber(super.with(option, value));
  }
}
