package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Lion: every element moves by lr, in the direction of a momentum.
 *
 * <pre>
 *   c = beta1 * m + (1 - beta1) * g
 *   w = (1 - lr * weightDecay) * w - lr * sign(c)
 *   m = beta2 * m + (1 - beta2) * g
 * </pre>
 *
 * The sign of 0 is 0. It keeps one tensor for each parameter, where Adam keeps two. Since no step
 * of an element is smaller than lr, choose lr three to ten times smaller than for Adam, and the
 * weight decay larger by the same factor.
 *
 * <p>Source: Chen, Liang, Huang, Real, Wang, Liu, Pham, Dong, Luong, Hsieh, Lu and Le 2023,
 * "Symbolic discovery of optimization algorithms", algorithm 2, with the defaults of its code.
 */
public final class LionProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "lion";
  }

  @Override
  public String description() {
    return "Steps of one size for every element, by the sign of a momentum";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-4),
        OptionSpec.share(
            CommonOptions.BETA1, 0.9, "Share of the momentum in the sum that gives the sign"),
        OptionSpec.share(CommonOptions.BETA2, 0.99, "Share of the momentum kept at each update"),
        CommonOptions.decoupledDecay(0));
  }

  @Override
  public Optimizer create(Options options) {
    return new LionOptimizer(
        options.real(CommonOptions.RATE),
        options.real(CommonOptions.BETA1),
        options.real(CommonOptions.BETA2),
        options.real(CommonOptions.WEIGHT_DECAY));
  }
}
