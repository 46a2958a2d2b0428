package dev.carousel.benchmarks.forecast;

import dev.carousel.flow.diagnosis.LearningForecast;
import java.util.Map;

/**
 * What came of a trial.
 *
 * @param trial which
 * @param measured before training; NaN where there is nothing
 * @param baseline the loss of a network that remembers nothing
 * @param validLoss the best validation loss
 * @param updates after which training ended: where the network had learnt, or the budget was spent
 */
record Row(
    Trial trial, Map<Measured, Double> measured, double baseline, double validLoss, long updates) {
  /** Whether the network has learnt. */
  boolean learnt() {
    return LearningForecast.isLearnt(validLoss, baseline);
  }

  double measure(Measured measure) {
    return measured.getOrDefault(measure, Double.NaN);
  }
}
