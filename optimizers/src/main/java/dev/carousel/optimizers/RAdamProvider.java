package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * RAdam, Adam without the noise of the first divisors, in PyTorch's form ({@code
 * torch.optim.RAdam}, same defaults).
 *
 * <pre>
 *   d     = g + weightDecay * w                      (decoupled: w = (1 - lr * weightDecay) * w)
 *   m     = beta1 * m + (1 - beta1) * d
 *   v     = beta2 * v + (1 - beta2) * d^2
 *   rho   = 2 / (1 - beta2) - 1
 *   rho_t = rho - 2 * t * beta2^t / (1 - beta2^t)    how many squares the mean square stands for
 *   step  = lr * m / (1 - beta1^t)
 *   w     = w - step                                              as long as rho_t &lt;= 5
 *   w     = w - step * r * sqrt(1 - beta2^t) / (sqrt(v) + eps)    from then on, with
 *   r^2   = (rho_t - 4) * (rho_t - 2) * rho / ((rho - 4) * (rho - 2) * rho_t)
 * </pre>
 *
 * With beta2 = 0.999 the first five updates have no divisor, and r rises from 0.03 to 1 over some
 * thousand updates: a warm-up of its own.
 *
 * <p>Source: Liu, Jiang, He, Chen, Liu, Gao and Han 2020, "On the variance of the adaptive learning
 * rate and beyond".
 */
public final class RAdamProvider implements OptimizerProvider {
  @Override
  public String id() {
    return "radam";
  }

  @Override
  public String description() {
    return "Adam whose divisor counts only as far as enough gradients were seen";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        CommonOptions.beta1(0.9),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-8),
        CommonOptions.eitherDecay(),
        CommonOptions.decoupled());
  }

  @Override
  public Optimizer create(Options options) {
    return new RAdamOptimizer(
        options.real(CommonOptions.RATE), Moments.of(options), Decay.of(options));
  }
}
