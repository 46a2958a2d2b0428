package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The likelihood of a negative binomial distribution, {@code negative-binomial}. For its equation,
 * see {@link NegativeBinomialProvider}; it also gives the default and bounds of each setting, if
 * there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class NegativeBinomial extends Chosen<Loss> {
  private NegativeBinomial(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static NegativeBinomial usual() {
    return new NegativeBinomial(Chosen.of(PluginKind.LOSS, new NegativeBinomialProvider()));
  }

  @Override
  public NegativeBinomial with(String option, Object value) {
    return new NegativeBinomial(super.with(option, value));
  }
}
