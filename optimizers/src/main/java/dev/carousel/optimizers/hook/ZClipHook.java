package dev.carousel.optimizers.hook;

import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import java.util.Map;

/** Clips norms far above the recent ones; the rule is in {@link ZClipProvider}. */
final class ZClipHook implements UpdateHook, HookMemory {
  private static final String MOMENTS = "moments";
  private static final double EPSILON = 1e-6;

  private final double zMax;
  private final double alpha;
  private final double max;
  private final int warmup;

  /** The number of norms in the warm-up so far, at most {@code warmup}. */
  private int count;

  private double mean;
  private double variance;

  ZClipHook(double zMax, double alpha, double max, int warmup) {
    this.zMax = zMax;
    this.alpha = alpha;
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
    boolean clipped;
    if (count < warmup) {
      warmUp(norm);
      clipped = Norms.clip(update, max);
    } else {
      double allowed = allowed(norm);
      follow(allowed);
      clipped = Norms.clip(update.gradients(), norm, Math.min(allowed, max));
    }
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  /** The mean and variance of all norms up to this one, in one pass: Welford 1962. */
  private void warmUp(double norm) {
    count++;
    double distance = norm - mean;
    mean += distance / count;
    variance += (distance * (norm - mean) - variance) / count;
  }

  private double allowed(double norm) {
    double deviation = Math.sqrt(variance);
    double z = (norm - mean) / (deviation + EPSILON);
    return z > zMax ? mean + zMax * deviation / (z / zMax) : norm;
  }

  private void follow(double allowed) {
    mean = alpha * mean + (1 - alpha) * allowed;
    double distance = allowed - mean;
    variance = alpha * variance + (1 - alpha) * distance * distance;
  }

  @Override
  public Map<String, double[]> memory() {
    return Map.of(MOMENTS, new double[] {count, mean, variance});
  }

  @Override
  public void remember(Map<String, double[]> memory) {
    double[] moments = memory.getOrDefault(MOMENTS, new double[3]);
    count = (int) moments[0];
    mean = moments[1];
    variance = moments[2];
  }
}
