package dev.carousel.metrics;

/**
 * Metrics of predicted probabilities of 1, of numbers that are 0 or 1. Keeps 12 bytes of each
 * prediction, for the ROC curve. Used by one thread.
 */
public final class LabelMetrics {
  private final ClassMetrics classes = new ClassMetrics(2);
  private final RocAuc area = new RocAuc(2);

  /** Of no predictions. */
  public LabelMetrics() {}

  /**
   * Adds a prediction.
   *
   * @param truth 0 or 1; any other is left out
   * @param probability of 1
   */
  public void add(double truth, double probability) {
    if (truth == 0 || truth == 1) {
      int id = (int) truth;
      double[] both = {1 - probability, probability};
      classes.add(id, probability >= 0.5 ? 1 : 0, both[id]);
      area.add(id, both);
    }
  }

  /** Adds all predictions of another. */
  public void addAll(LabelMetrics other) {
    classes.addAll(other.classes);
    area.addAll(other.area);
  }

  /** The figures so far. */
  public LabelFigures figures() {
    return new LabelFigures(
        classes.count(),
        classes.accuracy(),
        classes.balancedAccuracy(),
        classes.precision(1),
        classes.recall(1),
        classes.f1(1),
        classes.logLoss(),
        area.of(1));
  }
}
