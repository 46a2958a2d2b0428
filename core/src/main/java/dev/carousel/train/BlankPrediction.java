package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.model.HeadLoss;

/**
 * The prediction of a network whose outputs are all zero. With K classes, each is equally likely,
 * and the log loss is {@code ln K} nats. Numbers are predicted as 0, and the squared error is the
 * mean of their squares; for numbers scaled to a mean of 0, this predicts their mean. A network
 * with a greater loss is worse than none. Missing targets are left out. Thread-safe.
 */
public final class BlankPrediction {
  private BlankPrediction() {}

  /**
   * The loss of the blank prediction: the greater of its losses on the validation part and on the
   * training part. Otherwise, a validation part whose numbers happen to be all 0 would make every
   * network a bad one.
   *
   * @param loss of the network
   * @return NaN if there is no validation part
   */
  public static double loss(Dataset data, HeadLoss loss) {
    if (data.validation().symbols() == 0) {
      return Double.NaN;
    }
    return loss.isLogLoss()
        ? Math.log(data.shape().outputFeatures())
        : Math.max(mean(data.validation(), loss), mean(data.training(), loss));
  }

  /** The loss on the validation part alone, at most {@link #loss}. */
  static double ofValidation(Dataset data, HeadLoss loss) {
    boolean isKnown = loss.isLogLoss() || data.validation().symbols() == 0;
    return isKnown ? loss(data, loss) : mean(data.validation(), loss);
  }

  /** The mean loss over all predictions that count; 0 if there are none. */
  private static double mean(Part part, HeadLoss loss) {
    if (part.symbols() == 0) {
      return 0;
    }
    double[] zeros = new double[loss.outputs()];
    Epoch epoch = Evaluation.epoch(part);
    double sum = 0;
    long count = 0;
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      for (int place = 0; place < chunk.targets().count(); place++) {
        if (chunk.counts(place)) {
          sum += loss.of(zeros, chunk.targets(), place);
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
