package dev.carousel.train;

import dev.carousel.tensor.NamedTensors;

/**
 * The result of a run.
 *
 * @param parameters the ones with the best validation, or the last ones if there is no validation;
 *     always finite, otherwise the run throws
 * @param counters at the end of the run
 * @param trainLoss the mean training loss between the last two validations
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
