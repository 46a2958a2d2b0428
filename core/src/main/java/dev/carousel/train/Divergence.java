package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether training has diverged though its numbers are finite: the best validation loss is more
 * than {@value #TOO_MUCH} times that of a {@link BlankPrediction}. No network that was worth
 * training ends there. The same rule holds for a network that was trained just now and for a saved
 * one.
 *
 * @param validLoss the best loss on the validation part
 * @param blank the loss of the blank prediction
 */
public record Divergence(double validLoss, double blank) {
  private static final int TOO_MUCH = 100;

  /** Checks a run that has ended; empty if it has not diverged, or if that is not known. */
  public static Optional<Divergence> of(TrainingResult result, Dataset data) {
    return of(result.validLoss(), data);
  }

  /**
   * Checks a loss.
   *
   * @param validLoss the best loss on the validation part; not finite if it is not known
   * @param data that was trained on, or other data that the network reads
   * @return empty if it is not that of a training that diverged, or if that is not known
   */
  public static Optional<Divergence> of(double validLoss, Dataset data) {
    if (!Double.isFinite(validLoss)) {
      return Optional.empty();
    }
    double blank = BlankPrediction.loss(data);
    return isBeyondUse(validLoss, blank)
        ? Optional.of(new Divergence(validLoss, blank))
        : Optional.empty();
  }

  /**
   * Whether a loss is that of a training that diverged. Where all numbers to be predicted are 0, as
   * those of a constant column, no loss is large or small, and none is.
   *
   * @param blank the loss of the blank prediction; NaN if it is not known, and then no loss is
   */
  public static boolean isBeyondUse(double loss, double blank) {
    return blank > 0 && loss > TOO_MUCH * blank;
  }

  /** What a command that was to train a network ends with. */
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
