package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;

/**
 * The prediction of a network whose outputs are all zero: of K classes each is as likely as the
 * others, a loss of {@code ln K} nats; of numbers each is predicted as 0, and the loss is the mean
 * of their squares. (Of numbers that are scaled to a mean of 0 that is to predict their mean.) A
 * network with a greater loss is worse than none. May be asked from several threads.
 */
public final class BlankPrediction {
  private BlankPrediction() {}

  /**
   * The loss of the blank prediction: on the validation part, or on the training part where it is
   * greater there. A validation part whose numbers happen to be all 0 would else make every network
   * a bad one.
   *
   * @return NaN if no validation part is held back
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
   * The mean of the squares of all numbers to be predicted; padding left out; 0 if there are none.
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
