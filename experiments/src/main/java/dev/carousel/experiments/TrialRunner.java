package dev.carousel.experiments;

import java.util.List;

/**
 * A place where trials are made: this machine, or a cluster. Used by one thread at a time. It must
 * be closed.
 */
public interface TrialRunner extends AutoCloseable {
  /** In words, such as "2 threads of this machine". */
  String place();

  /**
   * Makes trials, those that are done in their folders already excepted.
   *
   * @return the results of all that ended, in the order of the trials; of a sweep that is stopped
   *     those that ended before
   */
  List<TrialResult> run(List<Trial> trials, TrialTask task);

  /** Gives back what the place was opened with. */
  @Override
  default void close() {}
}
