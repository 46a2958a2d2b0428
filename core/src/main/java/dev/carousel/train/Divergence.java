package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether training has diverged though its numbers are finite: the best validation loss is more
 * than {@value #TOO_MUCH} times that of a blank prediction. The blank prediction is what a network
 * gives whose outputs are all zero: of K classes each is as likely as the others, a loss of {@code
 * ln K} nats; of numbers each is predicted as 0, and the loss is the mean of their squares. No
 * network that was worth training ends there.
 *
 * @param validLoss the best loss on the validation part
 * @param blank the loss of the blank prediction on it
 */
public record Divergence(double validLoss, double blank) {
  private static final int TOO_MUCH = 100;

  /** Checks a run that has ended; empty if it has not diverged, or if that is not known. */
  public static Optional<Divergence> of(TrainingResult result, Dataset data) {
    double loss = result.validLoss();
    if (!Double.isFinite(loss) || data.validation().symbols() == 0) {
      return Optional.empty();
    }
    double blank =
        data.shape().symbolsOut()
            ? Math.log(data.shape().outputFeatures())
            : meanSquare(data.validation());
    return loss > TOO_MUCH * blank ? Optional.of(new Divergence(loss, blank)) : Optional.empty();
  }

  /** The mean of the squares of all numbers to be predicted; padding left out. */
  private static double meanSquare(Part part) {
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
    return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
  }

  /** What a command that was to train a network ends with. */
  public CarouselException failure() {
    return CarouselException.failure("The training has diverged: its best model is of no use.")
        .expected(
            "a validation loss below "
                + figure(TOO_MUCH * blank)
                + ", "
                + TOO_MUCH
                + " times that of outputs that are all zero ("
                + figure(blank)
                + ")")
        .found("a validation loss of " + figure(validLoss))
        .mend("take smaller steps (lr of --optimizer), or clip (--hook clip-norm:max=1)")
        .build();
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
