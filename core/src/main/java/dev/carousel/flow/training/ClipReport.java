package dev.carousel.flow.training;

import java.util.List;

/**
 * The books of clipping.
 *
 * @param entries one for each update that was made
 * @param dominant the parameters, by the mean share of the gradient's squared norm before clipping
 *     that is theirs, the largest first
 */
public record ClipReport(List<Entry> entries, List<Share> dominant) {
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
