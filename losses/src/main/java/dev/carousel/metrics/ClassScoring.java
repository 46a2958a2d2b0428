package dev.carousel.metrics;

import dev.carousel.data.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Gathers scores of predicted classes. Keeps 4 K + 4 bytes of each prediction, for the ROC curve.
 * Used by one thread.
 *
 * <pre>{@code
 * ClassScoring scoring = new ClassScoring(List.of("rain", "sun"), List.of(Baseline.LAST));
 * scoring.add(truth, probabilities, new int[] {last});
 * ClassScores scores = scoring.scores();
 * }</pre>
 */
public final class ClassScoring {
  private final List<String> names;
  private final List<Baseline> baselines;
  private final ClassMetrics own;
  private final RocAuc area;
  private final ReliabilityMetrics reliability = new ReliabilityMetrics();
  private final ClassMetrics[] naive;

  /**
   * Of no predictions.
   *
   * @param names of the classes
   * @param baselines to be scored on the same rows
   */
  public ClassScoring(List<String> names, List<Baseline> baselines) {
    this.names = List.copyOf(names);
    this.baselines = List.copyOf(baselines);
    own = new ClassMetrics(names.size());
    area = new RocAuc(names.size());
    naive = new ClassMetrics[baselines.size()];
    Arrays.setAll(naive, b -> new ClassMetrics(names.size()));
  }

  /** A new one of the same kind, of no predictions. */
  public ClassScoring another() {
    return new ClassScoring(names, baselines);
  }

  /** The baselines to be scored, in order. */
  public List<Baseline> baselines() {
    return baselines;
  }

  /**
   * Adds a prediction: the class with the greatest probability, the first of equal ones.
   *
   * @param truth the class; {@link Targets#MISSING} if it is missing, and then nothing is added
   * @param probabilities {@code [K]}
   * @param predicted {@code [B]}, the class that each baseline predicts; {@link Targets#MISSING}
   *     where it predicts none
   */
  public void add(int truth, double[] probabilities, int[] predicted) {
    if (truth == Targets.MISSING) {
      return;
    }
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    own.add(truth, best, probabilities[truth]);
    area.add(truth, probabilities);
    reliability.add(probabilities[best], best == truth);
    for (int b = 0; b < naive.length; b++) {
      if (predicted[b] != Targets.MISSING) {
        naive[b].add(truth, predicted[b], predicted[b] == truth ? 1 : 0);
      }
    }
  }

  /** Adds all predictions of another one of the same kind. */
  public void addAll(ClassScoring other) {
    own.addAll(other.own);
    area.addAll(other.area);
    reliability.addAll(other.reliability);
    for (int b = 0; b < naive.length; b++) {
      naive[b].addAll(other.naive[b]);
    }
  }

  /** The scores so far. */
  public ClassScores scores() {
    double[] areas = new double[names.size()];
    Arrays.setAll(areas, area::of);
    List<ClassScores.OneClass> classes = new ArrayList<>();
    for (int k = 0; k < areas.length; k++) {
      classes.add(
          new ClassScores.OneClass(
              names.get(k),
              own.actual(k),
              own.predicted(k),
              own.precision(k),
              own.recall(k),
              own.f1(k),
              areas[k]));
    }
    List<ClassScores.Naive> beside = new ArrayList<>();
    for (int b = 0; b < naive.length; b++) {
      beside.add(new ClassScores.Naive(baselines.get(b), ClassFigures.of(naive[b])));
    }
    return new ClassScores(
        ClassFigures.of(own),
        own.logLoss(),
        Arrays.stream(areas).filter(Double::isFinite).average().orElse(Double.NaN),
        classes,
        Arrays.stream(own.confusion()).map(row -> LongStream.of(row).boxed().toList()).toList(),
        reliability.reliability(),
        beside);
  }
}
