package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Drops the gradient through recurrent matrices at some steps, {@code h-detach}. What it does, and
 * the default and the bounds of each setting: {@link HDetachProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class HDetach extends Chosen<GradientHook> {
  private HDetach(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the defaults. */
  public static HDetach usual() {
    return new HDetach(Chosen.of(PluginKind.HOOK, new HDetachProvider()));
  }

  /** With how often the products of a step are dropped. */
  public static HDetach withProbability(double probability) {
    return usual().probability(probability);
  }

  /** How often a step's products are dropped. */
  public HDetach probability(double probability) {
    return with("probability", probability);
  }

  /** What the random numbers of this hook start from. */
  public HDetach seed(int seed) {
    return with("seed", seed);
  }

  @Override
  public HDetach with(String option, Object value) {
    return new HDetach(super.with(option, value));
  }
}
