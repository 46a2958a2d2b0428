package dev.carousel.spi;

/**
 * What training minimises: how far the outputs of a network's head are from what was to be
 * predicted. A loss is either a {@link ClassLoss} or a {@link NumberLoss}, and says three things:
 * how many outputs it needs, the loss of one prediction with its gradient, and how outputs become a
 * prediction.
 *
 * <p>The rest is the caller's: the loss of a chunk is the mean over its predictions. Masked steps
 * and missing targets are never passed to a loss. Of a prediction of several numbers, the mean over
 * the known ones counts.
 *
 * <p>All values are in double, also where the network computes in float32. An implementation holds
 * no state that a call changes, and may be called from several threads. The same arguments give the
 * same bits. Nothing is null.
 */
public sealed interface Loss permits ClassLoss, NumberLoss {
  /**
   * What the loss of one prediction is, as reports say it: {@code squared error}, {@code negative
   * log-likelihood}. A few words, without an article or a full stop.
   */
  String measure();
}
