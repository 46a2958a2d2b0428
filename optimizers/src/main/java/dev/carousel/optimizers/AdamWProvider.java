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
        CommonOptions.average(
            CommonOptions.BETA1, 0.9, "Share of the running mean kept at each " + "update"),
        CommonOptions.average(
            CommonOptions.BETA2,
            0.999,
            "Share of the running mean square kept " + "at each update"),
        CommonOptions.epsilon(1e-8),
        OptionSpec.real(
            CommonOptions.WEIGHT_DECAY, 1e-2, 0, 1e6, "Shrinks parameters by lr * weight-decay"));
  }

  @Override
  public Optimizer create(Options options) {
    Moments moments =
        new Moments(
            options.real(CommonOptions.BETA1),
            options.real(CommonOptions.BETA2),
            options.real(CommonOptions.EPSILON));
    return new AdamWOptimizer(
        options.real(CommonOptions.RATE), moments, options.real(CommonOptions.WEIGHT_DECAY));
  }
}
