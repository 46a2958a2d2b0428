package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** What to lower so that a run fits into a heap: each value alone would do. */
record MemoryAdvice(TrainingMemory run, long heap) {
  /** What Java and the collector need for themselves: a tenth, and so much at least. */
  private static final long LEAST_RESERVE = 48L << 20;

  private static final int RESERVED_SHARE = 10;

  /** How much of a heap a run may take. */
  static long usable(long heap) {
    return heap - Math.max(LEAST_RESERVE, heap / RESERVED_SHARE);
  }

  /** The limit in words. */
  static String limit(long heap) {
    return "at most "
        + MemoryEstimate.words(Math.max(0, usable(heap)))
        + " of the heap's "
        + MemoryEstimate.words(heap)
        + "; the rest is for Java itself";
  }

  /** What to do about a run that needs so much. */
  String words(MemoryEstimate needed) {
    TrainingPlan plan = run.plan();
    List<String> ways = new ArrayList<>();
    int kept = (int) Math.ceil(Math.sqrt(run.longest())); // needs least, or nearly so
    boolean keepsMore = run.network().engine().keptSteps() == 0;
    if (keepsMore && fits(run, kept)) {
      ways.add("--recompute " + kept);
    }
    halve(plan.batch(), batch -> fits(with(batch, plan.bptt())))
        .ifPresent(batch -> ways.add("--batch " + batch));
    halve(plan.bptt(), bptt -> fits(with(plan.batch(), bptt)))
        .ifPresent(bptt -> ways.add("--bptt " + bptt));
    halve(run.network().spec().units(), units -> fits(with(run.network().withUnits(units))))
        .ifPresent(units -> ways.add("--units " + units));
    long gibibytes = (needed.total() * 5 / 4 >> 30) + 1;
    String more =
        "a larger heap: CAROUSEL_OPTS=-Xmx" + gibibytes + "g (java -Xmx" + gibibytes + "g)";
    return ways.isEmpty()
        ? "fewer units, rows and steps together, or " + more
        : String.join(", or ", ways) + ", or " + more;
  }

  /** The first half, quarter, .. that fits. */
  private static OptionalInt halve(int value, IntPredicate fits) {
    for (int next = value / 2; next >= 1; next /= 2) {
      if (fits.test(next)) {
        return OptionalInt.of(next);
      }
    }
    return OptionalInt.empty();
  }

  private TrainingMemory with(int batch, int bptt) {
    TrainingPlan plan = run.plan();
    TrainingPlan other =
        new TrainingPlan(
            batch,
            bptt,
            plan.limit(),
            plan.evaluateEvery(),
            plan.patience(),
            plan.checkpoints(),
            plan.seed());
    return new TrainingMemory(run.network(), run.data(), run.optimizer(), other);
  }

  private TrainingMemory with(Network network) {
    return new TrainingMemory(network, run.data(), run.optimizer(), run.plan());
  }

  private boolean fits(TrainingMemory other) {
    return fits(other, other.network().engine().keptSteps());
  }

  /** What not even one array can hold does not fit. */
  private boolean fits(TrainingMemory other, int keptSteps) {
    try {
      return other.estimate(keptSteps).total() <= usable(heap);
    } catch (CarouselException tooLargeForOneArray) {
      return false;
    }
  }
}
