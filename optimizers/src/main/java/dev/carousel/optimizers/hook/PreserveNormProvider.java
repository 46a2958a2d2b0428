package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Regularizes recurrent layers so that errors neither fade nor grow on their way back. With e the
 * gradient of the loss with respect to a layer's joint state after a step (all states, each as if
 * it could be moved alone), J the Jacobian matrix of that step and a mean over all steps and rows
 * that have an error,
 *
 * <pre>
 *   loss + strength * sum over layers of mean (|J' e| / |e| - 1)^2
 * </pre>
 *
 * The gradient of the second part goes through the recurrent weights alone: whatever multiplies
 * states, with states and errors held fixed, among them the states that are carried on from the
 * chunk before. It says in which direction of weight space steps keep the norm of the errors that
 * there are, and leaves all other directions alone. States and errors do move with the weights, so
 * only a small step is sure to lower the penalty. Works for any cell. Each update takes about four
 * times as long. Give it before the clips, which then bound the sum.
 *
 * <p>What is differentiated is the ratio of norms, as in the paper's equation 9; its equation 10,
 * the gradient, is written with squared norms. The paper adds the steps up, where this is their
 * mean.
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
    return List.of(
        OptionSpec.real(STRENGTH, 1, 0, 1e6, "Weight of the regularizer; 0 for none"));
  }

  @Override
  public GradientHook create(Options options) {
    return new PreserveNormHook(options.real(STRENGTH));
  }
}
