package dev.carousel.metrics;

import java.util.List;
import java.util.Objects;

/**
 * Scores of predicted classes. Immutable and thread-safe.
 *
 * @param figures over all predictions
 * @param logLoss the mean of {@code -ln p} of the true class, in nats
 * @param rocAuc the mean area under the ROC curve, each class against the rest
 * @param classes each by itself, in their order
 * @param confusion {@code [actual][predicted]}: how often
 * @param reliability how often the predicted class is right, by its probability
 * @param baselines on the same rows
 */
public record ClassScores(
    ClassFigures figures,
    double logLoss,
    double rocAuc,
    List<OneClass> classes,
    List<List<Long>> confusion,
    Reliability reliability,
    List<Naive> baselines)
    implements EvaluationScores {
  /** Copies the lists. */
  public ClassScores {
    Objects.requireNonNull(figures);
    Objects.requireNonNull(reliability);
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    baselines = List.copyOf(baselines);
  }

  @Override
  public long predictions() {
    return figures.predictions();
  }

  /**
   * A baseline, on those of the rows for which it has a class. Immutable and thread-safe.
   *
   * @param figures over all of them
   */
  public record Naive(Baseline baseline, ClassFigures figures) {
    /** Refuses null. */
    public Naive {
      Objects.requireNonNull(baseline);
      Objects.requireNonNull(figures);
    }
  }

  /**
   * One class against the rest. Immutable and thread-safe.
   *
   * @param name of the class
   * @param actual how often it occurs
   * @param predicted how often it is predicted
   * @param precision the share of its predictions that are correct
   * @param recall the share of its occurrences that are predicted
   * @param f1 the harmonic mean of both
   * @param rocAuc the area under the ROC curve; NaN if all predictions, or none, are of the class
   */
  public record OneClass(
      String name,
      long actual,
      long predicted,
      double precision,
      double recall,
      double f1,
      double rocAuc) {
    /** Refuses null. */
    public OneClass {
      Objects.requireNonNull(name);
    }
  }
}
