package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Regularizes recurrent layers so that errors neither fade nor grow back through time. Let e be the
 * gradient of the loss with respect to a layer's joint state after a step: all states, each as if
 * it could be moved alone. J is the Jacobian matrix of that step. With the mean over all steps and
 * rows that have an error, the loss becomes
 *
 * <pre>
 *   loss + strength * sum over layers of mean (|J' e| / |e| - 1)^2
 * </pre>
 *
 * The gradient of the second part is only with respect to the recurrent weights, which multiply
 * states, with states and errors held fixed. It moves the weights in directions that keep the norm
 * of the present errors. States and errors do change with the weights, so only a small step is
 * certain to lower the penalty. Works for any cell. Each update takes about four times as long.
 * Give it before clipping hooks, which then bound the sum.
 *
 * <p>The ratio of norms is differentiated as in the paper's equation 9; its equation 10, the
 * gradient, has squared norms, and so has the authors' code; near a ratio of 1 that is four times
 * the penalty. The paper has the sum over steps in place of the mean; the authors' code has a mean.
 *
 * <p>Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural
 * networks", section 3.3 and equation 9.
 */
public final class PreserveNormProvider implements GradientHookProvider {
  private static final String STRENGTH = "strength";

  @Override
  public String id() {
    return "preserve-norm";
  }

  @Override
  public String description() {
    return "Regularizes recurrent weights so that errors keep their norm through time";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.PROPOSED, PluginRole.NORM_PRESERVING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.real(STRENGTH, 1, 0, 1e6, "Weight of the regularizer; 0 for none"));
  }

  @Override
  public GradientHook create(Options options) {
    return new PreserveNormHook(options.real(STRENGTH));
  }
}
