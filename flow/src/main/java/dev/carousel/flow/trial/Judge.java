package dev.carousel.flow.trial;

import dev.carousel.experiments.statistics.Holm;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges changes that were tried: first by the validation loss, and by their promises only if the
 * loss is not different.
 *
 * <ul>
 *   <li>{@code not judged} with fewer than {@value PairedRules#FEWEST_SEEDS} seeds; {@code not
 *       measured} without a loss.
 *   <li>A training that is not finite, or diverged ({@link dev.carousel.train.Divergence}), counts
 *       as the worst. The verdict is {@code worse} if there are more of them with the change,
 *       {@code helped} if there are none with it and some without.
 *   <li>{@code helped} if the loss is lower by the paired test at 5 %, corrected for all changes of
 *       the report ({@link Holm}).
 *   <li>{@code worse} if it is higher by the paired test at 5 %, which is not corrected: a false
 *       warning costs less than a missing one. If the whole interval is within the margin, 1 % of
 *       the loss, there is no difference.
 *   <li>Otherwise, with a mean at most the margin above, {@code helped} if a promised quantity is
 *       better by the corrected paired test and none is worse.
 *   <li>Otherwise {@code no difference} if the mean is within the margin, and {@code uncertain} if
 *       not.
 *   <li>A change that {@code helped} by these rules is {@code not enough} if its mean loss is above
 *       that of outputs that are all zero by more than the margin. So is a change with which all
 *       trainings are finite but diverge, if some were not finite without it.
 * </ul>
 *
 * <p>So no change with a mean loss worse by more than the margin is called a help.
 */
public final class Judge {
  private Judge() {}

  /** Judges all changes of one report, for whose number the tests are corrected. */
  public static List<JudgedTrial> judge(List<Trial> trials) {
    double[] losses =
        Holm.adjusted(trials.stream().mapToDouble(trial -> trial.usable().pValue()).toArray());
    double[] promises =
        Holm.adjusted(
            trials.stream()
                .flatMap(trial -> trial.promises().stream())
                .mapToDouble(promise -> promise.tested().pValue())
                .toArray());
    List<JudgedTrial> judged = new ArrayList<>();
    int at = 0;
    for (Trial trial : trials) {
      List<Promise.Outcome> outcomes = new ArrayList<>();
      for (Promise promise : trial.promises()) {
        outcomes.add(promise.outcome(promises[at++]));
      }
      double pValue = losses[judged.size()];
      TrialVerdict verdict = verdict(trial, pValue, outcomes);
      String summary = new TrialWords(trial, verdict, pValue, outcomes).summary();
      judged.add(new JudgedTrial(trial, verdict, pValue, outcomes, summary));
    }
    return List.copyOf(judged);
  }

  private static TrialVerdict verdict(Trial trial, double pValue, List<Promise.Outcome> outcomes) {
    TrialVerdict verdict =
        trial.usable().notFiniteBefore() + trial.usable().notFiniteAfter() > 0
                && trial.loss().isMeasured()
                && trial.loss().seeds() >= PairedRules.FEWEST_SEEDS
            ? verdictOfFailed(trial)
            : verdict(trial.usable(), pValue, outcomes);
    return verdict == TrialVerdict.HELPED && trial.isWorseThanBlank()
        ? TrialVerdict.NOT_ENOUGH
        : verdict;
  }

  private static TrialVerdict verdict(
      PairedDifference loss, double pValue, List<Promise.Outcome> outcomes) {
    if (!loss.isMeasured()) {
      return TrialVerdict.NOT_MEASURED;
    }
    if (loss.seeds() < PairedRules.FEWEST_SEEDS) {
      return TrialVerdict.NOT_JUDGED;
    }
    if (PairedRules.isSignificant(pValue) && loss.mean() < 0) {
      return TrialVerdict.HELPED;
    }
    double margin = PairedRules.margin(loss);
    if (PairedRules.isSignificant(loss.pValue()) && loss.mean() > 0 && loss.high95() > margin) {
      return TrialVerdict.WORSE;
    }
    if (loss.mean() <= margin && isKept(outcomes)) {
      return TrialVerdict.HELPED;
    }
    return PairedRules.isWithinMargin(loss) ? TrialVerdict.NO_DIFFERENCE : TrialVerdict.UNCERTAIN;
  }

  private static boolean isKept(List<Promise.Outcome> outcomes) {
    return outcomes.contains(Promise.Outcome.BETTER) && !outcomes.contains(Promise.Outcome.WORSE);
  }

  /** Fewer failed trainings help only if none is left and no other became worse. */
  private static TrialVerdict verdictOfFailed(Trial trial) {
    PairedDifference loss = trial.usable();
    int more = loss.notFiniteAfter() - loss.notFiniteBefore();
    int moreNotFinite = trial.loss().notFiniteAfter() - trial.loss().notFiniteBefore();
    if (more > 0 || more == 0 && moreNotFinite > 0) {
      return TrialVerdict.WORSE;
    }
    if (loss.notFiniteAfter() > 0) {
      boolean isFiniteNow = moreNotFinite < 0 && trial.isWorseThanBlank();
      return isFiniteNow
          ? TrialVerdict.NOT_ENOUGH
          : more == 0 ? TrialVerdict.NO_DIFFERENCE : TrialVerdict.UNCERTAIN;
    }
    boolean isWorse = loss.pairs() > 0 && loss.mean() > PairedRules.margin(loss);
    return !isWorse ? TrialVerdict.HELPED : TrialVerdict.UNCERTAIN;
  }
}
