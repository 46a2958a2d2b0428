package dev.carousel.experiments.published;

import dev.carousel.experiments.statistics.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small results and outcomes. */
final class Examples {
  private Examples() {}

  /** That a solves the task, and b does not. */
  static PublishedResult result(Claim a, Claim b, Ordering... orderings) {
    return new PublishedResult(
        "example",
        "An example",
        new Source("Author 1997", "A paper", "table 1", true),
        new Published(5040.0, "sequences", "a solves it."),
        "Smaller.",
        "some-task:length=100,valid=200",
        null,
        List.of(
            new Arm("a", Map.of("cell", "some-cell"), a),
            new Arm("b", Map.of("cell", "other-cell", "hook", "none"), b)),
        new Criterion("accuracy", Aim.LARGER, 0.99, 0.05),
        List.of(orderings),
        new Budget(32, 100, 7, 5, 60));
  }

  static Ordering byMetric() {
    return new Ordering("a", "b", Ordering.Figure.METRIC);
  }

  /** The figures of the seeds from 11 on; whether updates are finite follows from them. */
  static List<SeedOutcome> outcomes(String arm, double... figures) {
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < figures.length; i++) {
      outcomes.add(new SeedOutcome(arm, 11 + i, figures[i], 40 + i, 2));
    }
    return outcomes;
  }

  /** With the updates that were needed. */
  static List<SeedOutcome> learnt(String arm, double... updates) {
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      outcomes.add(new SeedOutcome(arm, 11 + i, 1, updates[i], 2));
    }
    return outcomes;
  }

  static List<SeedOutcome> both(List<SeedOutcome> a, List<SeedOutcome> b) {
    List<SeedOutcome> all = new ArrayList<>(b);
    all.addAll(a);
    return all;
  }
}
