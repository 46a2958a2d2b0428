package dev.carousel.flow.trial;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.train.Divergence;
import java.util.List;

/**
 * A change that was tried with some seeds, with the same budget with and without it.
 *
 * @param loss the validation loss by seed; infinite for a training that was not finite, NaN if
 *     there is no validation part
 * @param blank the loss of outputs that are all zero ({@link dev.carousel.train.BlankPrediction});
 *     NaN if it is unknown
 * @param promises its other promises; may be empty
 */
public record Trial(PairedDifference loss, double blank, List<Promise> promises) {
  public Trial {
    promises = List.copyOf(promises);
  }

  /** The losses as judged: an unusable one ({@link Divergence}) is infinite. */
  public PairedDifference usable() {
    return new PairedDifference(usable(loss.before()), usable(loss.after()));
  }

  private List<Double> usable(List<Double> losses) {
    return losses.stream()
        .map(one -> Divergence.isBeyondUse(one, blank) ? Double.POSITIVE_INFINITY : one)
        .toList();
  }

  /** Whether the mean loss with the change is finite, and worse than outputs that are all zero. */
  boolean isWorseThanBlank() {
    double after = loss.meanAfter();
    return Double.isFinite(after) && after > (1 + PairedRules.MARGIN) * blank;
  }
}
