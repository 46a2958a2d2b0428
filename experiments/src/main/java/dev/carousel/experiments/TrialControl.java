package dev.carousel.experiments;

/** What a trial that is going on tells, and how it is stopped. Thread-safe. */
public interface TrialControl {
  /** Tells how far it is, from 0 to 1. Costs next to nothing. */
  void progress(double share);

  /** By which it is asked to stop. */
  StopSignal stop();
}
