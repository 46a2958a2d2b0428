package dev.carousel.flow.clipping;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One clipping method, tried with some seeds. Figures are means over the seeds, unless stated
 * otherwise.
 *
 * @param clipper the hook, as a user writes it; {@value #NONE} for none
 * @param trials by seed, at least one
 */
public record ClipWay(String clipper, List<ClipTrial> trials) {
  /** The name for no clipping. */
  static final String NONE = "none";

  public ClipWay {
    trials = List.copyOf(trials);
  }

  private double mean(ToDoubleFunction<ClipTrial> figure) {
    return trials.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private long sum(ToLongFunction<ClipTrial> count) {
    return trials.stream().mapToLong(count).sum();
  }

  /** NaN if one was stopped. */
  public double trainLoss() {
    return mean(ClipTrial::trainLoss);
  }

  /** NaN if one was stopped, or nothing is held back. */
  public double validLoss() {
    return mean(ClipTrial::validLoss);
  }

  public double clippedShare() {
    return mean(ClipTrial::clippedShare);
  }

  public double cosine() {
    return mean(ClipTrial::cosine);
  }

  /** The largest of all seeds. */
  public double largest() {
    return trials.stream().mapToDouble(ClipTrial::largest).max().orElse(Double.NaN);
  }

  /** Of all seeds together. */
  public long skipped() {
    return sum(ClipTrial::skipped);
  }

  /** Of all seeds together. */
  public long nonFinite() {
    return sum(ClipTrial::nonFinite);
  }

  /** Why the first trial that stopped early did so; null if none did. */
  public @Nullable String stopped() {
    return trials.stream()
        .map(ClipTrial::stopped)
        .filter(reason -> reason != null)
        .findFirst()
        .orElse(null);
  }

  /** The number of trials that stopped early. */
  public int stops() {
    return (int) trials.stream().filter(trial -> trial.stopped() != null).count();
  }

  /** The compared loss of each seed; infinite without a finite loss at the end. */
  List<Double> losses() {
    return trials.stream().map(ClipTrial::loss).toList();
  }

  /** Whether every seed ended with a loss that is finite. */
  public boolean isFinite() {
    return losses().stream().allMatch(loss -> Double.isFinite(loss));
  }

  /** The mean of the compared losses; infinite if one of them is not finite. */
  double loss() {
    return mean(ClipTrial::loss);
  }
}
