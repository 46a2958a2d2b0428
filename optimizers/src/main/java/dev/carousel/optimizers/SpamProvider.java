package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * SPAM, spike-aware Adam: it clips each element of the gradient by its own history, and forgets its
 * moments at intervals, so that a spike does not stay in them. At update t, from 1:
 *
 * <pre>
 *   m = v = 0                                              if t is a multiple of {@code reset}
 *   d = sign(g) * sqrt(threshold * v) if g^2 &gt; threshold * v, else g
 *   m = beta1 * m + (1 - beta1) * d
 *   v = beta2 * v + (1 - beta2) * d^2
 *   w = w - s * lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps)
 *   w = (1 - lr * weightDecay) * w
 * </pre>
 *
 * Nothing is clipped during the first {@code grace} updates, and as many from a reset on, because v
 * is not yet known. The corrections for the start at zero go on with t over a reset. So the first
 * steps after it would be large, and s makes up for it: it rises along half a cosine over {@code
 * warmup} updates, and is 1 otherwise. With n updates since the reset:
 *
 * <pre>
 *   s = 1 - 0.99 * (1 + cos(pi * n / (warmup + 1))) / 2    if n &lt; warmup
 * </pre>
 *
 * One departure: an element whose v is 0 is not clipped. By the rule as it stands, the weights of a
 * symbol that does not occur within {@code grace} would stay as they are until the next reset.
 *
 * <p>Source: Huang, Zhu, Jin, Liu, Wang and Liu 2025, "SPAM: spike-aware Adam with momentum reset
 * for stable LLM training", without its sparse momentum; intervals and defaults are those of its
 * code.
 */
public final class SpamProvider implements OptimizerProvider {
  private static final String THRESHOLD = "threshold";
  private static final String RESET = "reset";
  private static final String GRACE = "grace";
  private static final String WARMUP = "warmup";
  private static final int MOST = 1_000_000_000;

  @Override
  public String id() {
    return "spam";
  }

  @Override
  public String description() {
    return "Adam that clips spikes of single elements and forgets its means at intervals";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        CommonOptions.beta1(0.9),
        CommonOptions.beta2(0.999),
        CommonOptions.epsilon(1e-6),
        CommonOptions.decoupledDecay(0),
        OptionSpec.real(
            THRESHOLD, 5000, 1e-30, 1e30, "Maximum ratio of a squared gradient to its mean square"),
        OptionSpec.integer(RESET, 500, 1, MOST, "Updates from one reset of the means to the next"),
        OptionSpec.integer(
            GRACE, 20, 0, MOST, "Updates after a reset during which nothing is clipped"),
        OptionSpec.integer(
            WARMUP, 50, 0, MOST, "Updates after a reset until steps have full size"));
  }

  @Override
  public Optimizer create(Options options) {
    return new SpamOptimizer(
        options.real(CommonOptions.RATE),
        Moments.of(options),
        options.real(CommonOptions.WEIGHT_DECAY),
        options.real(THRESHOLD),
        new SpamOptimizer.Cycle(
            options.integer(RESET), options.integer(GRACE), options.integer(WARMUP)));
  }
}
