package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Adagrad in PyTorch's form ({@code torch.optim.Adagrad}, same defaults).
 *
 * <pre>
 *   d = g + weightDecay * w
 *   s = s + d^2                                 from s = initialSum
 *   w = w - lr / (1 + (t - 1) * lrDecay) * d / (sqrt(s) + eps)
 * </pre>
 *
 * <p>Source: Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and
 * stochastic optimization".
 */
public final class AdagradProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "adagrad";
  }

  @Override
  public String description() {
    return "Steps divided by the root of the sum of all squared gradients";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-2),
        OptionSpec.real("lr-decay", 0, 0, 1e6, "Divides lr by 1 + lr-decay * updates made"),
        CommonOptions.coupledDecay(),
        OptionSpec.real("initial-sum", 0, 0, 1e30, "Initial value of the sum of squares"),
        CommonOptions.epsilon(1e-10));
  }

  @Override
  public Optimizer create(Options options) {
    return new AdagradOptimizer(
        options.real(CommonOptions.RATE),
        options.real("lr-decay"),
        options.real(CommonOptions.WEIGHT_DECAY),
        options.real("initial-sum"),
        options.real(CommonOptions.EPSILON));
  }
}
