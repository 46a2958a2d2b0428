package dev.carousel.cli.reproduce;

import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.CurvePoint;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.Criterion;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.SeedOutcome;
import dev.carousel.experiments.published.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * An experiment that was run to its end. Immutable.
 *
 * @param result that was published
 * @param trials each seed of each arm, as it was trained
 * @param outcomes the same as the criterion sees them, in the same order
 * @param verdict on them
 * @param seconds that it took on the clock
 */
record Reproduced(
    PublishedResult result,
    List<TrialResult> trials,
    List<SeedOutcome> outcomes,
    Verdict verdict,
    double seconds) {
  Reproduced {
    trials = List.copyOf(trials);
    outcomes = List.copyOf(outcomes);
  }

  /** The trials of a result: a combination of settings is an arm. */
  static SweepPlan plan(PublishedResult result) {
    return new SweepPlan(
        result.arms().stream().map(result::settings).toList(), result.seeds(), null);
  }

  /** Judges the trials of a plan that was not stopped. */
  static Reproduced of(PublishedResult result, SweepReport report, double seconds) {
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (TrialResult trial : report.results()) {
      int arm = report.plan().combinations().indexOf(trial.trial().settings());
      outcomes.add(outcome(result.criterion(), result.arms().get(arm), trial));
    }
    return new Reproduced(
        result, report.results(), outcomes, Verdict.of(result, outcomes), seconds);
  }

  /** A trial as the criterion sees it. */
  static SeedOutcome outcome(Criterion criterion, Arm arm, TrialResult trial) {
    double loss = trial.figure();
    double figure =
        criterion.metric().equals(Criterion.LOSS) || !Double.isFinite(loss)
            ? loss
            : trial.metrics().getOrDefault(criterion.metric(), Double.NaN);
    return new SeedOutcome(
        arm.name(), trial.trial().seed(), figure, updates(criterion, trial), trial.cpuSeconds());
  }

  private static double updates(Criterion criterion, TrialResult trial) {
    return Double.isNaN(trial.figure())
        ? Double.NaN
        : trial.curve().stream()
            .filter(point -> point.loss() < criterion.learntLoss())
            .mapToDouble(CurvePoint::updates)
            .findFirst()
            .orElse(Double.POSITIVE_INFINITY);
  }
}
