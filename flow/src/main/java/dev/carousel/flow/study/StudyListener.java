package dev.carousel.flow.study;

import dev.carousel.train.TrainingListener;

/** Is told how a {@link Study} goes, on the thread that it runs on. Changes nothing of it. */
public interface StudyListener {
  /**
   * A training begins.
   *
   * @param what is trained: a cell, and in brackets what is tried on it
   * @return is told how this training goes
   */
  default TrainingListener training(String what) {
    return TrainingListener.none();
  }

  /** A trained network is measured; one that was not trained takes no time worth telling. */
  default void measuring(String what) {}

  /** What was begun last has ended, well or not. */
  default void ended() {}

  /** Hears nothing. */
  static StudyListener none() {
    return new StudyListener() {};
  }
}
