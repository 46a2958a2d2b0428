package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Schedule-free AdamW: gradients are taken at y, between a point z that makes plain steps and the
 * average x of its past. The average takes the place of a falling step size, so the length of the
 * run need not be known.
 *
 * <pre>
 *   gamma = lr * sqrt(1 - beta2^t) * min(1, t / warmup)
 *   v = beta2 * v + (1 - beta2) * g^2                 with the gradient g at y
 *   z = z - gamma * g / (sqrt(v) + eps) - gamma * weightDecay * y
 *   c = gamma^2 / (the sum of all gamma^2 so far)
 *   x = (1 - c) * x + c * z
 *   y = (1 - beta1) * z + beta1 * x
 * </pre>
 *
 * What is trained is y; what is validated, saved and returned is x. A schedule acts on gamma, and
 * so also on the average; it is best left constant. It keeps three tensors for each parameter: v, z
 * and x.
 *
 * <p>Source: Defazio, Yang, Khaled, Mishchenko, Mehta and Cutkosky 2024, "The road less scheduled",
 * algorithm 1, with the defaults of its code.
 */
public final class ScheduleFreeProvider implements OptimizerProvider {
  private static final String WARMUP = "warmup";

  @Override
  public String id() {
    return "schedule-free";
  }

  @Override
  public String description() {
    return "AdamW that averages its past instead of lowering the step size";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(2.5e-3),
        OptionSpec.share(
            CommonOptions.BETA1,
            0.9,
            "Share of the average in the point where gradients are taken"),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-8),
        CommonOptions.decoupledDecay(0),
        OptionSpec.integer(
            WARMUP, 0, 0, 1_000_000_000, "Updates over which the step size rises from 0"));
  }

  @Override
  public Optimizer create(Options options) {
    return new ScheduleFreeOptimizer(
        options.real(CommonOptions.RATE),
        Moments.of(options),
        options.real(CommonOptions.WEIGHT_DECAY),
        options.integer(WARMUP));
  }
}
