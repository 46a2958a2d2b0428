package dev.carousel.metrics;

/**
 * Figures of predicted classes; see {@link ClassMetrics}. Immutable and thread-safe.
 *
 * @param predictions how many have a known truth
 * @param accuracy the share of correct ones
 * @param balancedAccuracy the mean recall of the classes that occur
 * @param macroF1 the mean F1 of the classes that occur or are predicted
 */
public record ClassFigures(
    long predictions, double accuracy, double balancedAccuracy, double macroF1) {
  /** The figures of some metrics. */
  public static ClassFigures of(ClassMetrics metrics) {
    return new ClassFigures(
        metrics.count(), metrics.accuracy(), metrics.balancedAccuracy(), metrics.macroF1());
  }
}
