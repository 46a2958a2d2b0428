package dev.carousel.flow.clipping;

import org.jspecify.annotations.Nullable;

/**
 * The result of a training with one clipping method and one seed.
 *
 * @param clipper the hook, as a user writes it; {@value ClipWay#NONE} for none
 * @param trainLoss the mean loss over the last tenth of the updates; NaN if it stopped early
 * @param validLoss the loss on the validation part at the end; NaN if it stopped early, or there is
 *     no validation part
 * @param clippedShare the share of the updates made whose gradient hooks made smaller
 * @param cosine the mean cosine between the gradient before the hooks and after; NaN if none was
 *     made
 * @param largest the largest norm of a gradient that reached the optimizer; NaN if none did
 * @param skipped the number of updates that hooks skipped
 * @param nonFinite the number of updates with a gradient that is not finite
 * @param stopped why it stopped early; null if it did not
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
   * The loss by which clipping methods are compared: the validation loss, or the training loss if
   * there is no validation part; infinite if it stopped early or is not finite.
   */
  double loss() {
    double loss = Double.isNaN(validLoss) ? trainLoss : validLoss;
    return stopped == null && Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
  }
}
