package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Drops the gradient through recurrent matrices at some steps, {@code h-detach}. For its rule, and
 * the default and bounds of each setting, see {@link HDetachProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class HDetach extends Chosen<GradientHook> {
  private HDetach(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static HDetach usual() {
    return new HDetach(Chosen.of(PluginKind.HOOK, new HDetachProvider()));
  }

  /** With a probability of dropping the products of a step. */
  public static HDetach withProbability(double probability) {
    return usual().probability(probability);
  }

  /** The probability of dropping a step's products. */
  public HDetach probability(double probability) {
    return with("probability", probability);
  }

  /** The seed of this hook's random numbers. */
  public HDetach seed(int seed) {
    return with("seed", seed);
  }

  @Override
  public HDetach with(String option, Object value) {
    return new HDetach(super.with(option, value));
  }
}
