package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The pinball loss of quantiles, {@code quantile}. For its equation, see {@link QuantileProvider};
 * it also gives the default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Quantile extends Chosen<Loss> {
  private Quantile(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static Quantile usual() {
    return new Quantile(Chosen.of(PluginKind.LOSS, new QuantileProvider()));
  }

  /** Of these levels, ascending. */
  public static Quantile at(double... levels) {
    return usual().levels(levels);
  }

  /** The levels of the quantiles, ascending. */
  public Quantile levels(double... levels) {
    return with("levels", levels);
  }

  @Override
  public Quantile with(String option, Object value) {
    return new Quantile(super.with(option, value));
  }
}
