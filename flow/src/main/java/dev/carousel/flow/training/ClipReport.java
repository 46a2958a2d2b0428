package dev.carousel.flow.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/**
 * The record of clipping.
 *
 * @param updates the number of updates
 * @param clipped the number of clipped updates
 * @param entries one for each update, or at intervals in a long run
 * @param dominant the parameters, by the mean share of the gradient's squared norm before clipping
 *     that is theirs, the largest first
 * @param steps for each examined update, the time step that dominates it
 */
public record ClipReport(
    long updates, long clipped, List<Entry> entries, List<Share> dominant, List<StepShare> steps) {
  /** The maximum number of entries. */
  static final int MOST_ENTRIES = 2000;

  /** The maximum number of updates with time steps. */
  static final int MOST_STEPS = 400;

  /** The share of clipped updates above which clipping sets the size of the steps. */
  public static final double MOST = 0.5;

  /** The minimum number of updates for a judgement. */
  private static final int FEWEST = 20;

  /** A gradient that a hook scaled by less than this was not clipped. */
  private static final double UNCHANGED = 1e-4;

  /** A record of all updates. */
  public ClipReport(List<Entry> entries, List<Share> dominant, List<StepShare> steps) {
    this(entries.size(), entries.stream().filter(Entry::clipped).count(), entries, dominant, steps);
  }

  /**
   * One update.
   *
   * @param update its index, from 0
   * @param before the norm of all parameter gradients before any hook
   * @param after the norm after all hooks
   * @param cosine of the angle between the two gradients; NaN if this update was not examined
   * @param clipped whether hooks made it smaller
   */
  public record Entry(long update, double before, double after, double cosine, boolean clipped) {
    /** An entry that counts as clipped if the gradient is smaller afterwards, beyond rounding. */
    public static Entry of(long update, double before, double after, double cosine) {
      return new Entry(update, before, after, cosine, after < before * (1 - UNCHANGED));
    }

    /** The factor by which hooks scaled it. */
    public double factor() {
      return after / before;
    }
  }

  /** One parameter's share of the squared norm. */
  public record Share(String parameter, double share) {}

  /**
   * The time step at which the gradient of the recurrent states is largest, by the norm of the
   * total {@code dL / ds_t} of the update's loss over all states, layers and rows.
   *
   * @param update its index, from 0
   * @param step the step, from 0, in the order of the sequence
   * @param of the number of steps
   * @param share of that step's squared norm in the sum over all steps: {@code 1 / of} if all are
   *     equal, 1 if it is the only one
   */
  public record StepShare(long update, int step, int of, double share) {}

  /** A record without time steps. */
  public ClipReport(List<Entry> entries, List<Share> dominant) {
    this(entries, dominant, List.of());
  }

  /** The median over updates of the dominating step; NaN if none was examined. */
  public double medianStep() {
    double[] found = steps.stream().mapToDouble(StepShare::step).toArray();
    return new Median().evaluate(found);
  }

  /** The median over updates of the number of steps; NaN if none was examined. */
  public double medianLength() {
    return new Median().evaluate(steps.stream().mapToDouble(StepShare::of).toArray());
  }

  /** The median over updates of the dominating step's share; NaN if none was examined. */
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
            "%.0f %% of %d updates were clipped: the threshold sets the size of the steps, "
                + "whatever the size of the gradient.",
            100 * clippedShare(),
            updates)
        : null;
  }

  /** The share of updates that were clipped; 0 if there were none. */
  public double clippedShare() {
    return updates == 0 ? 0 : (double) clipped / updates;
  }

  /**
   * Whether clipping has become the learning rate: most updates are clipped, so that the threshold
   * sets the size of the steps, whatever the size of the gradient.
   */
  public boolean isLearningRate() {
    return updates >= FEWEST && clippedShare() > MOST;
  }

  /** The norms before clipping, in order. */
  public double[] normsBefore() {
    return entries.stream().mapToDouble(Entry::before).toArray();
  }

  /** This record up to an update; if some updates are left out, the counts shrink in proportion. */
  ClipReport before(long update) {
    List<Entry> kept = entries.stream().filter(entry -> entry.update() < update).toList();
    double share = entries.isEmpty() ? 1 : (double) kept.size() / entries.size();
    return new ClipReport(
        Math.round(share * updates),
        Math.round(share * clipped),
        kept,
        dominant,
        steps.stream().filter(step -> step.update() < update).toList());
  }

  /** This record followed by that of later updates. */
  ClipReport then(ClipReport later) {
    return new ClipReport(
        updates + later.updates,
        clipped + later.clipped,
        Thinned.of(WatchReport.joined(entries, later.entries), Entry::update, MOST_ENTRIES),
        sharesWith(later),
        Thinned.of(WatchReport.joined(steps, later.steps), StepShare::update, MOST_STEPS));
  }

  private List<Share> sharesWith(ClipReport later) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double all = updates + later.updates;
    dominant.forEach(s -> shares.merge(s.parameter, s.share * updates / all, Double::sum));
    later.dominant.forEach(
        s -> shares.merge(s.parameter, s.share * later.updates / all, Double::sum));
    return falling(shares);
  }

  /** Shares, the largest first. */
  static List<Share> falling(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .map(share -> new Share(share.getKey(), share.getValue()))
        .sorted((a, b) -> Double.compare(b.share(), a.share()))
        .toList();
  }
}
