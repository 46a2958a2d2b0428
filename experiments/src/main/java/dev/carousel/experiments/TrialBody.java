package dev.carousel.experiments;

import dev.carousel.model.HeapBudget;
import java.nio.file.Path;

/**
 * Makes one trial. Called by several threads at the same time, each with another trial. One that is
 * {@link java.io.Serializable} too can make trials on other machines.
 */
@FunctionalInterface
public interface TrialBody {
  /**
   * Trains in a folder. If the folder holds a part of this trial, it goes on from there, and ends
   * with the same bits as a training that was never interrupted.
   *
   * @param folder of this trial alone; exists
   * @param control to report to, and to be stopped by
   * @return the result; its times are measured by the caller
   * @throws dev.carousel.error.CarouselException if the trial cannot be made; the others go on
   */
  TrialResult run(Trial trial, Path folder, TrialControl control);

  /**
   * The same within a part of the heap of the JVM that makes the trial. Called there. A body that
   * does not look at the heap is itself.
   */
  default TrialBody within(HeapBudget share) {
    return this;
  }
}
