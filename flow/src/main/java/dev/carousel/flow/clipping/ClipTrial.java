package dev.carousel.flow.clipping;

import org.jspecify.annotations.Nullable;

/**
 * How a training with one way to clip went, with one seed.
 *
 * @param clipper the hook, as a user writes it; {@value ClipWay#NONE} for none
 * @param trainLoss the mean loss over the last tenth of the updates; NaN if it was stopped
 * @param validLoss the loss on the validation part at the end; NaN if it was stopped, or nothing is
 *     held back
 * @param clippedShare the share of the updates made whose gradient hooks made smaller
 * @param cosine the mean cosine between the gradient before the hooks and after; NaN if none was
 *     made
 * @param largest the largest norm of a gradient that reached the optimizer; NaN if none did
 * @param skipped how many updates hooks skipped
 * @param nonFinite how many updates had a gradient that is not finite
 * @param stopped why it did not come to its end; null if it did
 */
public record ClipTrial(
    String clipper,
    double trainLoss,
    double validLoss,
    double clippedShare,
    double cosine,
    double largest,
    long skipped,
    long nonFinite,
    @Nullable String stopped) {
  /**
   * What ways to clip are compared by, less is better: the validation loss, or the training loss
   * where nothing is held back; infinite if it was stopped or is not finite.
   */
  double loss() {
    double loss = Double.isNaN(validLoss) ? trainLoss : validLoss;
    return stopped == null && Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
  }
}
