package dev.carousel.experiments;

/**
 * Receives what happens in a sweep, on the threads that make trials. Implementations are
 * thread-safe.
 */
public interface SweepListener {
  /** A trial begins, or goes on. */
  default void began(Trial trial) {}

  /** A trial is so far, from 0 to 1. */
  default void progressed(Trial trial, double share) {}

  /** A trial ended. */
  default void ended(TrialResult result) {}
}
