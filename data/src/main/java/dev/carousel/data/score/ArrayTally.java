package dev.carousel.data.score;

import dev.carousel.data.Targets;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassScoring;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScoring;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Predictions;
import dev.carousel.train.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Scores predictions of data that is not a table, such as a task, in the units of the network. */
final class ArrayTally implements Tally {
  private final TrainingTargets training;
  private final @Nullable NumberScoring numbers;
  private final @Nullable ClassScoring classes;

  private ArrayTally(
      TrainingTargets training, @Nullable NumberScoring numbers, @Nullable ClassScoring classes) {
    this.training = training;
    this.numbers = numbers;
    this.classes = classes;
  }

  /**
   * Of no predictions.
   *
   * @param size how many numbers or classes
   */
  static ArrayTally of(TrainingTargets training, HeadLoss loss, boolean isOfClasses, int size) {
    if (isOfClasses) {
      List<String> names = IntStream.range(0, size).mapToObj(Integer::toString).toList();
      List<Baseline> baselines = training.isEmpty() ? List.of() : List.of(Baseline.MOST_FREQUENT);
      return new ArrayTally(training, null, new ClassScoring(names, baselines));
    }
    List<String> names =
        IntStream.rangeClosed(1, size).mapToObj(k -> size == 1 ? "target" : "target " + k).toList();
    List<Baseline> baselines = training.isEmpty() ? List.of() : List.of(Baseline.MEAN);
    return new ArrayTally(
        training,
        new NumberScoring(names, 1, loss.levels(), baselines, Board.predictsProbabilities(loss)),
        null);
  }

  @Override
  public Tally another() {
    return new ArrayTally(
        training,
        numbers == null ? null : numbers.another(),
        classes == null ? null : classes.another());
  }

  @Override
  public void addAll(Tally other) {
    ArrayTally tally = (ArrayTally) other;
    if (numbers != null && tally.numbers != null) {
      numbers.addAll(tally.numbers);
    }
    if (classes != null && tally.classes != null) {
      classes.addAll(tally.classes);
    }
  }

  @Override
  public void add(Predictions made, int[] sequences, int[] steps) {
    for (int i = 0; i < made.count(); i++) {
      if (classes != null && made.targets() instanceof Targets.Symbols symbols) {
        int[] beside = new int[classes.baselines().size()];
        Arrays.fill(beside, training.mostFrequent());
        classes.add(symbols.ids()[i], made.probabilities(i), beside);
      } else if (numbers != null && made.targets() instanceof Targets.Values values) {
        add(made, i, values, numbers);
      }
    }
  }

  private void add(Predictions made, int i, Targets.Values targets, NumberScoring to) {
    double[] outputs = made.outputs(i);
    double[] points = made.loss().points(outputs);
    List<double[]> quantiles =
        made.loss().levels().stream().map(q -> made.loss().quantiles(outputs, q)).toList();
    for (int k = 0; k < points.length; k++) {
      int target = k;
      double[] beside = new double[to.baselines().size()];
      Arrays.fill(beside, training.mean(k));
      to.add(
          k,
          1,
          targets.values()[i * points.length + k],
          points[k],
          quantiles.stream().mapToDouble(each -> each[target]).toArray(),
          beside);
    }
  }

  EvaluationScores scores() {
    if (numbers != null) {
      double[] unknown = new double[training.size()];
      Arrays.fill(unknown, Double.NaN);
      return numbers.scores(unknown);
    }
    if (classes != null) {
      return classes.scores();
    }
    throw new IllegalStateException("neither numbers nor classes");
  }
}
