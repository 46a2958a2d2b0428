package dev.carousel.train;

import dev.carousel.tensor.NamedTensors;

/**
 * What a run has come to.
 *
 * @param parameters the ones that validated best; the last ones if there is no validation. Finite:
 *     a run that comes to anything else throws
 * @param counters where the run ended
 * @param trainLoss the mean training loss since the validation before the last one
 * @param validLoss the best mean loss on the validation part; NaN if there is none
 * @param reason why it ended
 */
public record TrainingResult(
    NamedTensors parameters,
    Checkpoint.Counters counters,
    double trainLoss,
    double validLoss,
    Reason reason) {

  /** Why a run ended. */
  public enum Reason {
    /** The limit was reached. */
    LIMIT,
    /** Validation did not improve for long enough. */
    PATIENCE,
    /** {@link Trainer#stop()} was called. */
    STOPPED
  }
}
