package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * RMSProp in PyTorch's form ({@code torch.optim.RMSprop}, same defaults).
 *
 * <pre>
 *   d = g + weightDecay * w
 *   v = alpha * v + (1 - alpha) * d^2
 *   a = alpha * a + (1 - alpha) * d             if centered, else 0
 *   b = momentum * b + d / (sqrt(v - a^2) + eps)
 *   w = w - lr * b
 * </pre>
 *
 * {@code eps} is outside the root (Keras and Optax put it inside), and the buffer b does not
 * contain lr. One difference from PyTorch: a difference {@code v - a^2} that rounding made negative
 * counts as zero, while PyTorch's root gives NaN.
 *
 * <p>Sources: Tieleman and Hinton 2012, lecture 6.5; centered: Graves 2013, "Generating sequences
 * with recurrent neural networks", whose LSTMs were trained with it.
 */
public final class RmsPropProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "rmsprop";
  }

  @Override
  public String description() {
    return "Steps divided by the root of a running mean of squared gradients";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-2),
        OptionSpec.share("alpha", 0.99, "Share of the running means kept at each update"),
        CommonOptions.epsilon(1e-8),
        CommonOptions.coupledDecay(),
        CommonOptions.momentum(),
        OptionSpec.toggle(
            "centered", false, "Whether to divide by the standard deviation instead"));
  }

  @Override
  public Optimizer create(Options options) {
    return new RmsPropOptimizer(
        options.real(CommonOptions.RATE),
        options.real("alpha"),
        options.real(CommonOptions.EPSILON),
        options.real(CommonOptions.WEIGHT_DECAY),
        options.real(CommonOptions.MOMENTUM),
        options.toggle("centered"));
  }
}
