package dev.carousel.train;

import dev.carousel.model.HeapBudget;
import dev.carousel.model.Network;
import java.util.ArrayList;
import java.util.List;

/** Changes that make a run fit into a heap; each alone is enough. */
record MemoryAdvice(TrainingMemory run, HeapBudget budget) {
  /**
   * The advice, in words.
   *
   * @param needed the bytes that a larger heap needs; 0 if no heap would help
   */
  String words(long needed) {
    List<String> ways = new ArrayList<>();
    int jobs = budget.jobs() > 1 && needed > 0 ? budget.mostJobs(needed) : 0;
    if (jobs > 0) {
      ways.add(budget.ways().fewer(jobs));
    } else {
      ways.addAll(smaller());
    }
    if (needed > 0) {
      ways.add(budget.largerFor(needed));
    }
    return String.join(", or ", ways);
  }

  /** Other settings, which make another training of it. */
  private List<String> smaller() {
    TrainingPlan plan = run.plan();
    List<String> ways = new ArrayList<>();
    int kept = (int) Math.ceil(Math.sqrt(run.longest())); // needs least, or nearly so
    boolean keepsMore = run.network().engine().keptSteps() == 0;
    if (keepsMore && fits(run, kept)) {
      ways.add("--recompute " + kept);
    }
    HeapBudget.halve(plan.batch(), batch -> fits(with(batch, plan.bptt())))
        .ifPresent(batch -> ways.add("--batch " + batch));
    HeapBudget.halve(plan.bptt(), bptt -> fits(with(plan.batch(), bptt)))
        .ifPresent(bptt -> ways.add("--bptt " + bptt));
    if (run.network().spec().stack().isUniform()) {
      HeapBudget.halve(
              run.network().spec().units(), units -> fits(with(run.network().withUnits(units))))
          .ifPresent(units -> ways.add("--units " + units));
    }
    if (ways.isEmpty()) {
      ways.add(ofLargestPart());
    }
    return ways;
  }

  /** What makes the largest part smaller, if no single number helps. */
  private String ofLargestPart() {
    MemoryEstimate estimate = run.estimate();
    long parameters = estimate.parameters() + estimate.optimizer() + estimate.goodState();
    long passes = estimate.activations() + estimate.work();
    if (estimate.data() > Math.max(parameters, passes)) {
      return run.data().shape().symbolsIn() ? "a part of the text" : "a table of fewer rows";
    }
    return parameters > passes
        ? "fewer units, or an optimizer that keeps less for each parameter"
        : "fewer units, rows and steps together";
  }

  private TrainingMemory with(int batch, int bptt) {
    TrainingPlan other = run.plan().batch(batch).bptt(bptt);
    return new TrainingMemory(run.network(), run.data(), run.optimizer(), run.hooks(), other);
  }

  private TrainingMemory with(Network network) {
    return new TrainingMemory(network, run.data(), run.optimizer(), run.hooks(), run.plan());
  }

  private boolean fits(TrainingMemory other) {
    return fits(other, other.network().engine().keptSteps());
  }

  private boolean fits(TrainingMemory other, int keptSteps) {
    return other.estimate(keptSteps).fits(budget);
  }
}
