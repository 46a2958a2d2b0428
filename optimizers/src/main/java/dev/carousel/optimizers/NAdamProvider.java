package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * NAdam, Adam with Nesterov momentum, in PyTorch's form ({@code torch.optim.NAdam}, same defaults).
 *
 * <pre>
 *   d    = g + weightDecay * w                       (decoupled: w = (1 - lr * weightDecay) * w)
 *   mu_t = beta1 * (1 - 0.96^(t * momentumDecay) / 2)
 *   P_t  = mu_1 * .. * mu_t
 *   m    = beta1 * m + (1 - beta1) * d
 *   v    = beta2 * v + (1 - beta2) * d^2
 *   w    = w - lr * (mu_(t+1) * m / (1 - P_(t+1)) + (1 - mu_t) * d / (1 - P_t))
 *                 / (sqrt(v / (1 - beta2^t)) + eps)
 * </pre>
 *
 * The momentum's share mu grows from beta1 / 2 to beta1. The step looks ahead: it takes the next
 * update's share of the mean now.
 *
 * <p>Source: Dozat 2016, "Incorporating Nesterov momentum into Adam".
 */
public final class NAdamProvider implements OptimizerProvider {
  private static final String MOMENTUM_DECAY = "momentum-decay";

  @Override
  public String id() {
    return "nadam";
  }

  @Override
  public String description() {
    return "Adam with Nesterov momentum: its mean looks one update ahead";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(2e-3),
        CommonOptions.beta1(0.9),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-8),
        OptionSpec.real(
            MOMENTUM_DECAY, 4e-3, 0, 1e6, "How fast the momentum's share grows from half of beta1"),
        CommonOptions.eitherDecay(),
        CommonOptions.decoupled());
  }

  @Override
  public Optimizer create(Options options) {
    return new NAdamOptimizer(
        options.real(CommonOptions.RATE),
        Moments.of(options),
        options.real(MOMENTUM_DECAY),
        Decay.of(options));
  }
}
