package dev.carousel.flow.trial;

import dev.carousel.train.Divergence;
import java.util.List;

/**
 * A change that was tried with some seeds, on an equal budget with and without it.
 *
 * @param loss the validation loss by seed, less is better; infinite of a training that was not
 *     finite, NaN if nothing was held back
 * @param blank the loss of outputs that are all zero ({@link dev.carousel.train.BlankPrediction});
 *     NaN if it is not known
 * @param promises what it promised beside; may be empty
 */
public record Trial(PairedDifference loss, double blank, List<Promise> promises) {
  public Trial {
    promises = List.copyOf(promises);
  }

  /** The losses as they are judged: one that is beyond use ({@link Divergence}) is infinite. */
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
    return Double.isFinite(after) && after > (1 + Judge.MARGIN) * blank;
  }
}
