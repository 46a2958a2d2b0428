package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * AdamW, Adam with decoupled weight decay, in PyTorch's form ({@code torch.optim.AdamW}, same
 * defaults).
 *
 * <pre>
 *   m = beta1 * m + (1 - beta1) * g
 *   v = beta2 * v + (1 - beta2) * g^2
 *   w = (1 - lr * weightDecay) * w - lr * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)
 * </pre>
 *
 * The decay follows the schedule, since lr does: at a factor of 0 the parameters do not change.
 *
 * <p>Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization".
 */
public final class AdamWProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "adamw";
  }

  @Override
  public String description() {
    return "Adam with decoupled weight decay: outside the gradient";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        CommonOptions.beta1(0.9),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-8),
        CommonOptions.decoupledDecay(1e-2));
  }

  @Override
  public Optimizer create(Options options) {
    return new AdamWOptimizer(
        options.real(CommonOptions.RATE),
        Moments.of(options),
        options.real(CommonOptions.WEIGHT_DECAY));
  }
}
