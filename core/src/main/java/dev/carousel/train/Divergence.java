package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.model.HeadLoss;
import java.util.Locale;
import java.util.Optional;

/**
 * A training that diverged although its numbers are finite: the best validation loss is more than
 * {@value #TOO_MUCH} times that of a {@link BlankPrediction}. No useful network ends there. The
 * same rule holds for a network that was just trained and for a saved one.
 *
 * @param validLoss the best loss on the validation part
 * @param blank the loss of the blank prediction
 */
public record Divergence(double validLoss, double blank) {
  private static final int TOO_MUCH = 100;

  /** Checks a run that has ended; empty if it has not diverged, or if that is unknown. */
  public static Optional<Divergence> of(TrainingResult result, Dataset data, HeadLoss loss) {
    return of(result.validLoss(), data, loss);
  }

  /**
   * Checks a loss.
   *
   * @param validLoss the best loss on the validation part; not finite if it is unknown
   * @param data the training data, or other data that the network reads
   * @param loss of the network
   * @return empty if the training has not diverged, or if that is unknown
   */
  public static Optional<Divergence> of(double validLoss, Dataset data, HeadLoss loss) {
    if (!Double.isFinite(validLoss)) {
      return Optional.empty();
    }
    double least = BlankPrediction.ofValidation(data, loss);
    if (least > 0 && !isBeyondUse(validLoss, least)) {
      return Optional.empty(); // so the training part, which may be long, need not be read
    }
    double blank = BlankPrediction.loss(data, loss);
    return isBeyondUse(validLoss, blank)
        ? Optional.of(new Divergence(validLoss, blank))
        : Optional.empty();
  }

  /**
   * Whether a loss is that of a training that diverged. If all numbers to be predicted are 0, for
   * instance in a constant column, this is never so, because there is no scale for a loss.
   *
   * @param blank the loss of the blank prediction; NaN if it is unknown, and then the result is
   *     false
   */
  public static boolean isBeyondUse(double loss, double blank) {
    return blank > 0 && loss > TOO_MUCH * blank;
  }

  /** The error with which a command that trains a network ends. */
  public CarouselException failure() {
    return CarouselException.failure("The training has diverged: its best model is unusable.")
        .expected(
            "a validation loss below "
                + figure(TOO_MUCH * blank)
                + ", "
                + TOO_MUCH
                + " times that of outputs that are all zero ("
                + figure(blank)
                + ")")
        .found("a validation loss of " + figure(validLoss))
        .mend("take smaller steps (lr of --optimizer), or use clipping (--hook clip-norm:max=1)")
        .build();
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
