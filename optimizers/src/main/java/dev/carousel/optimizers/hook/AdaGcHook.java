package dev.carousel.optimizers.hook;

import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Clips each parameter by its own norms so far; the rule is in {@link AdaGcProvider}. */
final class AdaGcHook implements UpdateHook, HookMemory {
  private static final String MEANS = "means";
  private static final String COUNT = "count";

  private final double ratio;
  private final double beta;
  private final double max;
  private final int warmup;

  /** The number of updates in the warm-up so far, at most {@code warmup}. */
  private int count;

  /** Of each parameter, in their order; 0 until it had a gradient. */
  private double[] means = new double[0];

  AdaGcHook(double ratio, double beta, double max, int warmup) {
    this.ratio = ratio;
    this.beta = beta;
    this.max = max;
    this.warmup = warmup;
  }

  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    double norm = update.norm();
    if (!Double.isFinite(norm)) {
      return Outcome.UNCHANGED;
    }
    if (means.length == 0) {
      means = new double[update.gradients().names().size()];
    }
    boolean isTogether = count < warmup;
    boolean clipped = isTogether && norm > max;
    if (clipped) {
      update.gradients().scale(max / norm);
    }
    int i = 0;
    for (Tensor gradient : update.gradients().asMap().values()) {
      if (isTogether) {
        start(i, Math.sqrt(gradient.sumOfSquares()));
      } else {
        clipped |= clip(i, gradient);
      }
      i++;
    }
    count += isTogether ? 1 : 0;
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  /** The least norm of the warm-up. */
  private void start(int i, double norm) {
    if (norm > 0) {
      means[i] = means[i] == 0 ? norm : Math.min(means[i], norm);
    }
  }

  private boolean clip(int i, Tensor gradient) {
    double norm = Math.sqrt(gradient.sumOfSquares());
    double allowed = means[i] == 0 ? norm : ratio * means[i];
    boolean isClipped = norm > allowed;
    if (isClipped) {
      gradient.scale(allowed / norm);
    }
    double left = Math.min(norm, allowed);
    if (left > 0) {
      means[i] = means[i] == 0 ? left : beta * means[i] + (1 - beta) * left;
    }
    return isClipped;
  }

  @Override
  public Map<String, double[]> memory() {
    return Map.of(COUNT, new double[] {count}, MEANS, means.clone());
  }

  @Override
  public void remember(Map<String, double[]> memory) {
    count = (int) memory.getOrDefault(COUNT, new double[1])[0];
    double[] remembered = memory.getOrDefault(MEANS, new double[0]);
    means = Arrays.copyOf(remembered, remembered.length);
  }
}
