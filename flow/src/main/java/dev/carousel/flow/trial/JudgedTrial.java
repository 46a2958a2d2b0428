package dev.carousel.flow.trial;

import java.util.Comparator;
import java.util.List;

/**
 * A change that was tried, and what may be said of it.
 *
 * @param trial what was tried
 * @param verdict of it
 * @param pValue of the paired test of the loss, corrected for all changes of the report ({@link
 *     Holm}); NaN if there is none
 * @param outcomes what became of each promise, in their order
 * @param summary the verdict with its reason, in one line
 */
public record JudgedTrial(
    Trial trial,
    TrialVerdict verdict,
    double pValue,
    List<Promise.Outcome> outcomes,
    String summary) {
  public JudgedTrial {
    outcomes = List.copyOf(outcomes);
  }

  /** Those that lowered the loss first, then the other helps, and last what made it worse. */
  public static Comparator<JudgedTrial> bestFirst() {
    return Comparator.<JudgedTrial, TrialVerdict>comparing(JudgedTrial::verdict)
        .thenComparing(judged -> !judged.hasLoweredLoss())
        .thenComparingDouble(JudgedTrial::change)
        .thenComparingDouble(judged -> judged.trial().loss().meanAfter());
  }

  /** Whether it helped, by a better loss. */
  public boolean hasLoweredLoss() {
    PairedDifference loss = trial.usable();
    return verdict == TrialVerdict.HELPED
        && (loss.notFiniteBefore() > 0 || pValue < Judge.LEVEL && loss.mean() < 0);
  }

  /** Where not all were finite, that comes before what can be told by figures. */
  private double change() {
    PairedDifference loss = trial.usable();
    int more = loss.notFiniteAfter() - loss.notFiniteBefore();
    if (more != 0) {
      return more < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.isNaN(loss.relative()) ? loss.mean() : loss.relative();
  }
}
