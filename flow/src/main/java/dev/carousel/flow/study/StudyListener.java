package dev.carousel.flow.study;

import dev.carousel.train.TrainingListener;

/** Receives the events of a {@link Study}, on the study's thread. It changes nothing. */
public interface StudyListener {
  /**
   * A training begins.
   *
   * @param what is trained: a cell, with the tried change in brackets
   * @return receives the events of this training
   */
  default TrainingListener training(String what) {
    return TrainingListener.none();
  }

  /**
   * The measurement of a trained network begins; measuring an untrained network takes little time.
   */
  default void measuring(String what) {}

  /** The last training or measurement has ended, successfully or not. */
  default void ended() {}

  /** A listener that does nothing. */
  static StudyListener none() {
    return new StudyListener() {};
  }
}
