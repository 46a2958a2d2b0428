package dev.carousel.experiments;

import dev.carousel.experiments.search.Halving;
import dev.carousel.experiments.search.Halving.Rung;
import dev.carousel.experiments.statistics.Aim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes the trials of a plan. Used by one thread at a time. */
public final class Sweep {
  private final SweepPlan plan;
  private final TrialRunner runner;
  private final TrialTask task;

  /** The latest result of each trial, by its id. */
  private final Map<String, TrialResult> results = new LinkedHashMap<>();

  private Sweep(SweepPlan plan, TrialRunner runner, TrialTask task) {
    this.plan = plan;
    this.runner = runner;
    this.task = task;
  }

  /**
   * Makes all trials, or those that successive halving lets go on; those that are done in the
   * folder already are not made again.
   *
   * @return what came out; of a sweep that was stopped what is there so far
   */
  public static SweepReport run(SweepPlan plan, TrialRunner runner, TrialTask task) {
    Sweep sweep = new Sweep(plan, runner, task);
    Halving halving = plan.halving();
    if (halving == null) {
      sweep.make(plan.trials());
    } else {
      sweep.halve(halving);
    }
    return new SweepReport(plan, List.copyOf(sweep.results.values()), task.stop().isAsked());
  }

  private void make(List<Trial> trials) {
    runner.run(trials, task).forEach(result -> results.put(result.trial().id(), result));
  }

  /** Each rung trains the combinations that are left further than the one before. */
  private void halve(Halving halving) {
    List<Integer> left = IntStream.range(0, plan.combinations().size()).boxed().toList();
    List<Rung> rungs = halving.rungs();
    for (int i = 0; i < rungs.size() && !left.isEmpty(); i++) {
      if (i > 0) {
        left = best(left, rungs.get(i).trials());
      }
      boolean isLast = i == rungs.size() - 1;
      make(trials(left, isLast ? 0 : rungs.get(i).budget()));
      if (task.stop().isAsked()) {
        return;
      }
    }
  }

  private List<Integer> best(List<Integer> combinations, int most) {
    List<Double> figures = combinations.stream().map(this::figure).toList();
    return Halving.goOn(figures, Aim.SMALLER, most).stream().map(combinations::get).toList();
  }

  /** The mean over the seeds: not finite if one of them is not. */
  private double figure(int combination) {
    return plan.seeds().stream()
        .map(seed -> plan.trial(combination, seed).id())
        .mapToDouble(id -> results.containsKey(id) ? results.get(id).figure() : Double.NaN)
        .average()
        .orElse(Double.NaN);
  }

  private List<Trial> trials(List<Integer> combinations, long pauseAt) {
    List<Trial> trials = new ArrayList<>();
    for (long seed : plan.seeds()) {
      combinations.forEach(one -> trials.add(plan.trial(one, seed).pausedAt(pauseAt)));
    }
    return trials;
  }
}
