package dev.carousel.flow.clipping;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One way to clip, tried with some seeds. Figures are means over the seeds, unless they say
 * otherwise.
 *
 * @param clipper the hook, as a user writes it; {@value #NONE} for none
 * @param trials by seed, at least one
 */
public record ClipWay(String clipper, List<ClipTrial> trials) {
  /** Without a hook that clips. */
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

  /** Why the first that did not come to its end was stopped; null if all came to it. */
  public @Nullable String stopped() {
    return trials.stream()
        .map(ClipTrial::stopped)
        .filter(reason -> reason != null)
        .findFirst()
        .orElse(null);
  }

  /** How many were stopped. */
  public int stops() {
    return (int) trials.stream().filter(trial -> trial.stopped() != null).count();
  }

  /** What ways are compared by, of each seed; infinite where it did not end with a finite loss. */
  List<Double> losses() {
    return trials.stream().map(ClipTrial::loss).toList();
  }

  /** Whether every seed ended with a loss that is finite. */
  public boolean isFinite() {
    return losses().stream().allMatch(loss -> Double.isFinite(loss));
  }

  /** The mean of what ways are compared by; infinite if one did not end with a finite loss. */
  double loss() {
    return mean(ClipTrial::loss);
  }
}
