package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Adam in PyTorch's form ({@code torch.optim.Adam}, same defaults).
 *
 * <pre>
 *   d = g + weightDecay * w
 *   m = beta1 * m + (1 - beta1) * d
 *   v = beta2 * v + (1 - beta2) * d^2
 *   w = w - lr * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)
 * </pre>
 *
 * {@code eps} is added after the correction for the start at zero (Keras adds it before, which
 * equals a larger one here: {@code eps / sqrt(1 - beta2^t)}). Weight decay is part of the gradient,
 * and so divided by the root like the rest of it; for decoupled decay, use {@code adamw}.
 *
 * <p>Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization".
 */
public final class AdamProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "adam";
  }

  @Override
  public String description() {
    return "Adaptive steps from running means of gradients and their squares";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        CommonOptions.beta1(0.9),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-8),
        CommonOptions.coupledDecay());
  }

  @Override
  public Optimizer create(Options options) {
    return new AdamOptimizer(
        options.real(CommonOptions.RATE),
        Moments.of(options),
        options.real(CommonOptions.WEIGHT_DECAY));
  }
}
