package dev.carousel.flow.trial;

import dev.carousel.experiments.statistics.Holm;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;
import java.util.Comparator;
import java.util.List;

/**
 * A change that was tried, with its judgement.
 *
 * @param trial what was tried
 * @param verdict of it
 * @param pValue of the paired test of the loss, corrected for all changes of the report ({@link
 *     Holm}); NaN if there is none
 * @param outcomes the outcome of each promise, in order
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

  /**
   * Orders changes: first those that lowered the loss, then other helps, and last those that made
   * it worse.
   */
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
        && (loss.notFiniteBefore() > 0 || PairedRules.isSignificant(pValue) && loss.mean() < 0);
  }

  /** The change for ordering; if not all trainings were finite, that comes before the figures. */
  private double change() {
    PairedDifference loss = trial.usable();
    int more = loss.notFiniteAfter() - loss.notFiniteBefore();
    if (more != 0) {
      return more < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.isNaN(loss.relative()) ? loss.mean() : loss.relative();
  }
}
