package dev.carousel.flow.training;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/**
 * The books of clipping.
 *
 * @param entries one for each update that was made
 * @param dominant the parameters, by the mean share of the gradient's squared norm before clipping
 *     that is theirs, the largest first
 * @param steps for each update that was looked at, the time step that dominates it
 */
public record ClipReport(List<Entry> entries, List<Share> dominant, List<StepShare> steps) {
  /** More than this share of updates clipped, and clipping sets the size of the steps. */
  public static final double MOST = 0.5;

  /** Fewer updates are too few to say. */
  private static final int FEWEST = 20;

  /**
   * One update.
   *
   * @param update its index, from 0
   * @param before the norm of all parameter gradients before any hook
   * @param after the norm after all hooks
   * @param cosine of the angle between the two gradients; NaN if this update was not looked at
   * @param clipped whether hooks made it smaller
   */
  public record Entry(long update, double before, double after, double cosine, boolean clipped) {
    /** By how much hooks scaled it. */
    public double factor() {
      return after / before;
    }
  }

  /** One parameter's share of the squared norm. */
  public record Share(String parameter, double share) {}

  /**
   * The time step at which the gradient of the recurrent states is largest: of the norm over all
   * states, layers and rows of {@code dL / ds_t}, all of it that reaches the state, of the update's
   * own loss.
   *
   * @param update its index, from 0
   * @param step the step, from 0, in the order of the sequence
   * @param of how many steps there are
   * @param share of that step's squared norm in the sum over all steps: {@code 1 / of} if all are
   *     alike, 1 if it is the only one
   */
  public record StepShare(long update, int step, int of, double share) {}

  /** Books in which no time steps were looked at. */
  public ClipReport(List<Entry> entries, List<Share> dominant) {
    this(entries, dominant, List.of());
  }

  /** The median over updates of the step that dominates; NaN if none was looked at. */
  public double medianStep() {
    double[] found = steps.stream().mapToDouble(StepShare::step).toArray();
    return new Median().evaluate(found);
  }

  /** The median over updates of the dominating step's share; NaN if none was looked at. */
  public double medianShare() {
    return new Median().evaluate(steps.stream().mapToDouble(StepShare::share).toArray());
  }

  /**
   * A sentence if {@linkplain #isLearningRate() clipping has become the learning rate}, or null.
   */
  public @Nullable String warning() {
    return isLearningRate()
        ? String.format(
            Locale.ROOT,
            "%.0f %% of %d updates were clipped: the threshold sets the size of the steps, and the"
                + " size of the gradient no longer counts.",
            100 * clippedShare(),
            entries.size())
        : null;
  }

  /** The share of updates that were clipped; 0 if there were none. */
  public double clippedShare() {
    long clipped = entries.stream().filter(Entry::clipped).count();
    return entries.isEmpty() ? 0 : (double) clipped / entries.size();
  }

  /**
   * Whether clipping has become the learning rate: most updates are clipped, so that the threshold
   * sets the size of the steps, and the size of the gradient no longer counts.
   */
  public boolean isLearningRate() {
    return entries.size() >= FEWEST && clippedShare() > MOST;
  }

  /** The norms before clipping, in order. */
  public double[] normsBefore() {
    return entries.stream().mapToDouble(Entry::before).toArray();
  }
}
