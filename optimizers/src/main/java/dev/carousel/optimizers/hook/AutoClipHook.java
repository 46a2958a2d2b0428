package dev.carousel.optimizers.hook;

import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import java.util.Arrays;
import java.util.Map;

/** The threshold is a percentile of all norms so far; the rule is in {@link AutoClipProvider}. */
final class AutoClipHook implements UpdateHook, HookMemory {
  private static final String NORMS = "norms";

  private final double percentile;

  /** All norms so far in ascending order, in the first {@link #count} places. */
  private double[] sorted = new double[64];

  private int count;

  AutoClipHook(double percentile) {
    this.percentile = percentile;
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
    insert(norm);
    boolean clipped = Norms.clip(update.gradients(), norm, threshold());
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  /** Keeps the norms sorted for the percentile; their order in time does not matter. */
  private void insert(double norm) {
    if (count == sorted.length) {
      sorted = Arrays.copyOf(sorted, 2 * count);
    }
    int found = Arrays.binarySearch(sorted, 0, count, norm);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, at, sorted, at + 1, count - at);
    sorted[at] = norm;
    count++;
  }

  private double threshold() {
    double rank = percentile / 100 * (count - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public Map<String, double[]> memory() {
    return Map.of(NORMS, Arrays.copyOf(sorted, count));
  }

  @Override
  public void remember(Map<String, double[]> memory) {
    double[] remembered = memory.getOrDefault(NORMS, new double[0]);
    count = remembered.length;
    sorted = Arrays.copyOf(remembered, Math.max(sorted.length, count));
  }
}
