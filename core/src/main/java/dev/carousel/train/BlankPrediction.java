package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;

/**
 * The prediction of a network whose outputs are all zero. With K classes, each is equally likely,
 * and the loss is {@code ln K} nats. Numbers are predicted as 0, and the loss is the mean of their
 * squares; for numbers scaled to a mean of 0, this predicts their mean. A network with a greater
 * loss is worse than none. Thread-safe.
 */
public final class BlankPrediction {
  private BlankPrediction() {}

  /**
   * The loss of the blank prediction: the greater of its losses on the validation part and on the
   * training part. Otherwise, a validation part whose numbers happen to be all 0 would make every
   * network a bad one.
   *
   * @return NaN if there is no validation part
   */
  public static double loss(Dataset data) {
    if (data.validation().symbols() == 0) {
      return Double.NaN;
    }
    return data.shape().symbolsOut()
        ? Math.log(data.shape().outputFeatures())
        : Math.max(meanSquare(data.validation()), meanSquare(data.training()));
  }

  /**
   * The mean of the squares of all numbers to be predicted, without padding; 0 if there are none.
   */
  private static double meanSquare(Part part) {
    if (part.symbols() == 0) {
      return 0;
    }
    Epoch epoch = Evaluation.epoch(part);
    double sum = 0;
    long count = 0;
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      if (chunk.targets() instanceof Targets.Values targets) {
        boolean isMasked = targets.moment() == Targets.Moment.EVERY_STEP;
        for (int at = 0; at < targets.count(); at++) {
          if (!isMasked || chunk.isReal(at / chunk.rows(), at % chunk.rows())) {
            for (int k = 0; k < targets.features(); k++) {
              double value = targets.values()[at * targets.features() + k];
              sum += value * value;
              count++;
            }
          }
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
