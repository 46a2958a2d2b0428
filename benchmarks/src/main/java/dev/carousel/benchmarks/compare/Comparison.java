package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.ProblemMaker;
import dev.carousel.benchmarks.runs.RunMaker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Runs a plan: in every round every case, for every case one contender after the other, so that
 * whatever else the machine does meets all of them alike. A contender that fails on a case does not
 * run it again.
 */
final class Comparison {
  /** Told what is going on. */
  interface Listener {
    /** A contender has run in a round, counted from 1. */
    void ran(int round, Case subject, Contender contender, Outcome outcome);
  }

  private record Key(Case subject, Contender contender) {}

  private final ComparisonPlan plan;
  private final Path folder;
  private final ContenderProcess process;
  private final Map<Key, List<Outcome>> outcomes = new LinkedHashMap<>();
  private final Map<Case, Path> problems = new LinkedHashMap<>();
  private final Map<Case, Long> matrixElements = new LinkedHashMap<>();

  /**
   * A comparison.
   *
   * @param folder for problems and what contenders print
   */
  Comparison(ComparisonPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
    this.process = new ContenderProcess(folder, plan.timeoutSeconds());
  }

  /** Draws all problems, then runs all rounds. */
  ComparisonResult run(ProblemMaker layers, RunMaker runs, Listener listener) {
    for (Case subject : plan.cases()) {
      Path file = folder.resolve("problem" + problems.size() + ".safetensors");
      if (subject.kind().isRun()) {
        runs.make(subject).write(file);
      } else {
        layers.make(subject).write(file);
        matrixElements.put(subject, layers.matrixElements(subject));
      }
      problems.put(subject, file);
    }
    double[] peaks = new double[plan.rounds()];
    for (int round = 0; round < plan.rounds(); round++) {
      peaks[round] =
          plan.hasLayers()
              ? MeasuredPeak.gflops(plan.threads(), plan.warmUp(), plan.seconds())
              : Double.NaN;
      runRound(round + 1, listener);
    }
    return new ComparisonResult(
        plan, new Median().evaluate(peaks), Map.copyOf(matrixElements), entries());
  }

  private void runRound(int round, Listener listener) {
    for (Case subject : plan.cases()) {
      for (Contender contender : plan.contenders()) {
        List<Outcome> before =
            outcomes.computeIfAbsent(new Key(subject, contender), key -> new ArrayList<>());
        if (before.stream().allMatch(Outcome.Timed.class::isInstance)) {
          Outcome outcome = outcome(subject, contender);
          before.add(outcome);
          listener.ran(round, subject, contender, outcome);
        }
      }
    }
  }

  private Outcome outcome(Case subject, Contender contender) {
    Path problem = problems.get(subject);
    Optional<String> refusal = contender.refusal(subject);
    return refusal.isPresent() || problem == null
        ? new Outcome.NotOffered(refusal.orElse(""))
        : process.run(contender, plan.job(subject, contender, problem));
  }

  private List<Entry> entries() {
    return outcomes.entrySet().stream()
        .map(e -> new Entry(e.getKey().subject(), e.getKey().contender().id(), e.getValue()))
        .toList();
  }
}
