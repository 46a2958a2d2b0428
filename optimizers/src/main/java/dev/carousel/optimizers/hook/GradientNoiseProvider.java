package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Adds decreasing Gaussian noise of mean 0 to every element of the gradients. At update t, from 0,
 * its variance is
 *
 * <pre>
 *   eta / (1 + t)^gamma
 * </pre>
 *
 * The numbers depend only on {@code seed} and t, so that a resumed run draws the same numbers; the
 * seed of the run does not affect them. Give this hook after clipping hooks, so that they measure
 * the gradient without noise. NaN and infinities are unchanged, so that {@code non-finite} sees
 * them.
 *
 * <p>Source: Neelakantan et al. 2015, "Adding gradient noise improves learning for very deep
 * networks", with its gamma of 0.55; it picks eta from 0.01, 0.3 and 1.
 */
public final class GradientNoiseProvider implements GradientHookProvider {
  private static final String ETA = "eta";
  private static final String GAMMA = "gamma";

  @Override
  public String id() {
    return "gradient-noise";
  }

  @Override
  public String description() {
    return "Adds Gaussian noise, whose variance falls with the updates, to all gradients";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(ETA, 0.01, 0, 1e30, "The variance at the first update"),
        OptionSpec.real(
            GAMMA,
            0.55,
            0,
            100,
            "The exponent with which the variance falls in the " + "number of updates"),
        Seeds.option());
  }

  @Override
  public GradientHook create(Options options) {
    return new GradientNoiseHook(options.real(ETA), options.real(GAMMA), Seeds.of(options));
  }
}
