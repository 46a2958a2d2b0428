package dev.carousel.metrics;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one predicted number, in its own units. Immutable and thread-safe.
 *
 * @param name of the column
 * @param figures over all predictions
 * @param byStep the same for each step of the horizon, from 1 on
 * @param quantiles one for each level, ascending; empty if the loss has none
 * @param intervals between levels that are equally far from the middle, the widest first
 * @param labels of probabilities of numbers that are 0 or 1; null for other numbers
 * @param baselines on the same rows
 */
public record TargetScores(
    String name,
    NumberFigures figures,
    List<NumberFigures> byStep,
    List<QuantileFigures> quantiles,
    List<IntervalFigures> intervals,
    @Nullable LabelFigures labels,
    List<Naive> baselines) {
  /** Copies the lists. */
  public TargetScores {
    Objects.requireNonNull(name);
    Objects.requireNonNull(figures);
    byStep = List.copyOf(byStep);
    quantiles = List.copyOf(quantiles);
    intervals = List.copyOf(intervals);
    baselines = List.copyOf(baselines);
  }

  /**
   * A baseline, on those of the rows for which it has a value. Immutable and thread-safe.
   *
   * @param figures over all of them
   * @param byStep the same for each step of the horizon, from 1 on
   */
  public record Naive(Baseline baseline, NumberFigures figures, List<NumberFigures> byStep) {
    /** Copies the list. */
    public Naive {
      Objects.requireNonNull(baseline);
      Objects.requireNonNull(figures);
      byStep = List.copyOf(byStep);
    }
  }
}
