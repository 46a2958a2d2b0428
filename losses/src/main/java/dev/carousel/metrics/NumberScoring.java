package dev.carousel.metrics;

import dev.carousel.metrics.QuantileMetrics.Coverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gathers scores of predicted numbers, in their own units. Constant memory. Used by one thread.
 *
 * <pre>{@code
 * NumberScoring scoring = new NumberScoring(List.of("load"), 7, List.of(), List.of(Baseline.LAST));
 * scoring.add(0, 1, truth, value, new double[0], new double[] {last});
 * NumberScores scores = scoring.scores(new double[] {naiveErrorInTraining});
 * }</pre>
 */
public final class NumberScoring {
  private static final double SAME = 1e-9;

  private final List<String> names;
  private final int horizon;
  private final List<Double> levels;
  private final List<Baseline> baselines;
  private final boolean areLabels;
  private final Target[] targets;

  /** The metrics of one target. Arrays by step, by baseline and step, by level, by interval. */
  private record Target(
      NumberMetrics[] own,
      NumberMetrics[][] naive,
      QuantileMetrics[] quantiles,
      Coverage[] within,
      LabelMetrics labels) {
    void addAll(Target other) {
      addAll(own, other.own);
      labels.addAll(other.labels);
      for (int b = 0; b < naive.length; b++) {
        addAll(naive[b], other.naive[b]);
      }
      for (int q = 0; q < quantiles.length; q++) {
        quantiles[q].addAll(other.quantiles[q]);
      }
      for (int i = 0; i < within.length; i++) {
        within[i].addAll(other.within[i]);
      }
    }

    private static void addAll(NumberMetrics[] to, NumberMetrics[] from) {
      for (int step = 0; step < to.length; step++) {
        to[step].addAll(from[step]);
      }
    }
  }

  /**
   * Of no predictions.
   *
   * @param names of the targets
   * @param horizon the steps that are predicted at once, H
   * @param levels of the quantiles, ascending; empty for none
   * @param baselines to be scored on the same rows
   */
  public NumberScoring(
      List<String> names, int horizon, List<Double> levels, List<Baseline> baselines) {
    this(names, horizon, levels, baselines, false);
  }

  /**
   * Of no predictions.
   *
   * @param areLabels whether predictions are probabilities of 1, of numbers that are 0 or 1
   */
  public NumberScoring(
      List<String> names,
      int horizon,
      List<Double> levels,
      List<Baseline> baselines,
      boolean areLabels) {
    this.areLabels = areLabels;
    this.names = List.copyOf(names);
    this.horizon = horizon;
    this.levels = List.copyOf(levels);
    this.baselines = List.copyOf(baselines);
    targets = filled(names.size(), target -> target()).toArray(Target[]::new);
  }

  private Target target() {
    return new Target(
        metrics(),
        filled(baselines.size(), b -> metrics()).toArray(NumberMetrics[][]::new),
        levels.stream().map(QuantileMetrics::new).toArray(QuantileMetrics[]::new),
        filled(intervals(), i -> new Coverage()).toArray(Coverage[]::new),
        new LabelMetrics());
  }

  private NumberMetrics[] metrics() {
    return filled(horizon, step -> new NumberMetrics()).toArray(NumberMetrics[]::new);
  }

  private static <T> Stream<T> filled(int count, IntFunction<T> make) {
    return IntStream.range(0, count).mapToObj(make);
  }

  /** How many pairs of levels, from outside to inside, are equally far from the middle. */
  private int intervals() {
    int count = 0;
    while (count < levels.size() / 2
        && Math.abs(levels.get(count) + levels.get(levels.size() - 1 - count) - 1) < SAME) {
      count++;
    }
    return count;
  }

  /** A new one of the same kind, of no predictions. */
  public NumberScoring another() {
    return new NumberScoring(names, horizon, levels, baselines, areLabels);
  }

  /** The baselines to be scored, in order. */
  public List<Baseline> baselines() {
    return baselines;
  }

  /**
   * Adds a prediction.
   *
   * @param target its index
   * @param step of the horizon, from 1
   * @param truth NaN if it is missing; then nothing is added
   * @param value the prediction
   * @param quantiles {@code [Q]}, one for each level
   * @param naive {@code [B]}, what each baseline predicts; NaN where it predicts nothing
   */
  public void add(
      int target, int step, double truth, double value, double[] quantiles, double[] naive) {
    if (Double.isNaN(truth)) {
      return;
    }
    Target to = targets[target];
    to.own[step - 1].add(truth, value);
    if (areLabels) {
      to.labels.add(truth, value);
    }
    for (int q = 0; q < to.quantiles.length; q++) {
      to.quantiles[q].add(truth, quantiles[q]);
    }
    for (int i = 0; i < to.within.length; i++) {
      to.within[i].add(truth, quantiles[i], quantiles[quantiles.length - 1 - i]);
    }
    for (int b = 0; b < to.naive.length; b++) {
      if (!Double.isNaN(naive[b])) {
        to.naive[b][step - 1].add(truth, naive[b]);
      }
    }
  }

  /** Adds all predictions of another one of the same kind. */
  public void addAll(NumberScoring other) {
    for (int k = 0; k < targets.length; k++) {
      targets[k].addAll(other.targets[k]);
    }
  }

  /**
   * The scores so far.
   *
   * @param naive {@code [targets]}, the mean absolute error of the naive forecast in the training
   *     data, for MASE; NaN where it is not known
   */
  public NumberScores scores(double[] naive) {
    List<TargetScores> all = new ArrayList<>();
    for (int k = 0; k < targets.length; k++) {
      all.add(scores(names.get(k), targets[k], naive[k]));
    }
    return new NumberScores(all);
  }

  private TargetScores scores(String name, Target target, double naive) {
    List<QuantileFigures> quantiles = new ArrayList<>();
    for (int q = 0; q < target.quantiles.length; q++) {
      QuantileMetrics one = target.quantiles[q];
      quantiles.add(new QuantileFigures(levels.get(q), one.pinball(), one.share()));
    }
    List<IntervalFigures> intervals = new ArrayList<>();
    for (int i = 0; i < target.within.length; i++) {
      double high = levels.get(levels.size() - 1 - i);
      Coverage one = target.within[i];
      intervals.add(new IntervalFigures(levels.get(i), high, one.share(), one.width()));
    }
    List<TargetScores.Naive> beside = new ArrayList<>();
    for (int b = 0; b < baselines.size(); b++) {
      NumberMetrics[] own = target.naive[b];
      beside.add(new TargetScores.Naive(baselines.get(b), whole(own, naive), byStep(own, naive)));
    }
    return new TargetScores(
        name,
        whole(target.own, naive),
        byStep(target.own, naive),
        quantiles,
        intervals,
        areLabels ? target.labels.figures() : null,
        beside);
  }

  private static NumberFigures whole(NumberMetrics[] byStep, double naive) {
    NumberMetrics whole = new NumberMetrics();
    Arrays.stream(byStep).forEach(whole::addAll);
    return NumberFigures.of(whole, naive);
  }

  private static List<NumberFigures> byStep(NumberMetrics[] byStep, double naive) {
    return Arrays.stream(byStep).map(one -> NumberFigures.of(one, naive)).toList();
  }
}
