package dev.carousel.train;

/** Knows when the last checkpoint was, and so whether the next one is due. Used by one thread. */
final class CheckpointWatch {
  private final CheckpointInterval interval;
  private long lastUpdates;
  private double lastSeconds;

  CheckpointWatch(CheckpointInterval interval) {
    this.interval = interval;
  }

  /** Notes a checkpoint, or the one from which a run goes on. */
  void note(long updates, double seconds) {
    lastUpdates = updates;
    lastSeconds = seconds;
  }

  /**
   * Whether one is due after an update.
   *
   * @param isValidated whether the network was validated after this update
   */
  boolean isDue(long updates, double seconds, boolean isValidated) {
    double since = seconds - lastSeconds;
    return (isValidated && interval.isDueAfterValidation(since))
        || interval.isDue(updates - lastUpdates, since / 60);
  }

  /** Whether something was learnt since the last one. */
  boolean isBehind(long updates) {
    return updates != lastUpdates;
  }
}
