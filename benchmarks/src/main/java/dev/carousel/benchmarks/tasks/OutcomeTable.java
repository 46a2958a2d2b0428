package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Criterion.Measure;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import java.util.List;

/** Outcomes as a table of the console: a line for each run. */
final class OutcomeTable {
  private final List<Outcome> outcomes;

  OutcomeTable(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  List<String> lines() {
    TextTable table =
        new TextTable(
            Align.LEFT,
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.LEFT,
            Align.LEFT);
    table.row("task", "cell", "seed", "updates", "seconds", "measured", "criterion", "reached");
    for (Outcome outcome : outcomes) {
      table.row(
          outcome.exercise().task(),
          outcome.exercise().cell(),
          Long.toString(outcome.seed()),
          Long.toString(outcome.effort().updates()),
          Numbers.decimals(outcome.effort().seconds(), 1),
          score(outcome),
          outcome.exercise().criterion().toString(),
          reached(outcome));
    }
    return table.lines();
  }

  /** An outcome in a line. */
  static String words(Outcome outcome) {
    return "%s after %d updates and %s s: %s %s"
        .formatted(
            score(outcome),
            outcome.effort().updates(),
            Numbers.decimals(outcome.effort().seconds(), 1),
            outcome.exercise().criterion(),
            reached(outcome));
  }

  /** What was measured, with as many digits as mean something. */
  static String score(Outcome outcome) {
    double score = outcome.score();
    if (Double.isNaN(score)) {
      return "failed";
    }
    return switch (outcome.exercise().criterion().measure()) {
      case LOSS -> Numbers.decimals(score, 4);
      case ACCURACY -> Numbers.decimals(100 * score, 1) + " %";
      case COUNTS -> Long.toString(Math.round(score));
      case BITS -> Numbers.decimals(score, 3);
    };
  }

  private static String reached(Outcome outcome) {
    return outcome.exercise().criterion().measure() == Measure.BITS
        ? ""
        : outcome.isReached() ? "reached" : "not reached";
  }
}
