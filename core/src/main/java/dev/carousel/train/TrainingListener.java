package dev.carousel.train;

/** Is told how training goes, on the training thread. Never changes a bit of the run. */
public interface TrainingListener {
  /** Called after every update. */
  default void updated(Progress progress) {}

  /** Called after every validation. */
  default void validated(Checkpoint.ValidationPoint point, boolean isBest) {}

  /**
   * Called when a checkpoint is due: after every validation, now and then, and at the end. Its
   * tensors are those that training goes on with: to be written away before this returns, or
   * copied.
   */
  default void checkpoint(Checkpoint checkpoint) {}

  /** Hears nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
