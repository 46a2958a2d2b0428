package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum in PyTorch's form ({@code torch.optim.SGD}, same
 * defaults).
 *
 * <pre>
 *   d = g + weightDecay * w
 *   b = d                                       at t = 1
 *   b = momentum * b + (1 - dampening) * d      later
 *   w = w - lr * b                              or, with nesterov: w - lr * (d + momentum * b)
 * </pre>
 *
 * Without momentum, {@code b = d} always, and the state holds no slot. The buffer b does not
 * contain lr (Keras' does): the two differ once the step size changes. Nesterov momentum needs
 * momentum and no dampening.
 *
 * <p>Sources: Polyak 1964 (momentum); Nesterov 1983; Sutskever et al. 2013, "On the importance of
 * initialization and momentum in deep learning".
 */
public final class SgdProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "sgd";
  }

  @Override
  public String description() {
    return "Stochastic gradient descent, with plain or Nesterov momentum";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        CommonOptions.momentum(),
        OptionSpec.share("dampening", 0, "Share of the gradient left out of the momentum"),
        CommonOptions.coupledDecay(),
        OptionSpec.toggle("nesterov", false, "Whether to use Nesterov momentum"));
  }

  @Override
  public Optimizer create(Options options) {
    return new SgdOptimizer(
        options.real(CommonOptions.RATE),
        options.real(CommonOptions.MOMENTUM),
        options.real("dampening"),
        options.real(CommonOptions.WEIGHT_DECAY),
        options.toggle("nesterov"));
  }
}
