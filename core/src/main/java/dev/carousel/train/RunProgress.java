package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.TrainingResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come by its plan, and whether that is the end.
 *
 * @param data what is trained on; patience asks whether it has a validation part
 * @param plannedUpdates the most updates that the run will make; 0 if only time decides
 */
record RunProgress(TrainingPlan plan, Dataset data, long plannedUpdates) {

  /** The same of a run whose epochs have so many chunks. */
  RunProgress withChunks(int chunksPerEpoch) {
    return new RunProgress(plan, data, plan.limit().plannedUpdates(plan.updatesOf(chunksPerEpoch)));
  }

  /** Why the run ends here by its plan; null if it goes on. */
  @Nullable Reason endReason(Counters counters, Validations validations) {
    boolean isPlanDone = plannedUpdates > 0 && counters.updates() >= plannedUpdates;
    double minutes = plan.limit().minutes();
    if (isPlanDone || (minutes > 0 && counters.seconds() >= minutes * 60)) {
      return Reason.LIMIT;
    }
    boolean isPatient = plan.patience() == 0 || data.validation().symbols() == 0;
    return !isPatient && validations.sinceBest() >= plan.patience() ? Reason.PATIENCE : null;
  }

  /**
   * What listeners are told after an update.
   *
   * @param loss the mean loss of its chunk
   * @param norm of all parameter gradients before any hook
   */
  Progress after(Counters counters, double loss, double norm) {
    double seconds = Math.max(1e-3, counters.seconds());
    double byTime = byTime(counters);
    double fraction = fraction(counters, byTime);
    return new Progress(
        counters.updates(),
        plannedUpdates,
        fraction,
        TimeLeft.of(fraction, fraction > 0 && fraction == byTime, seconds),
        loss,
        norm,
        counters.clippedShare(),
        counters.symbols() / seconds);
  }

  private double fraction(Counters counters, double byTime) {
    double byUpdates = plannedUpdates > 0 ? (double) counters.updates() / plannedUpdates : 0;
    return Math.min(1, Math.max(byUpdates, byTime));
  }

  private double byTime(Counters counters) {
    double minutes = plan.limit().minutes();
    return minutes > 0 ? Math.min(1, counters.seconds() / 60 / minutes) : 0;
  }
}
