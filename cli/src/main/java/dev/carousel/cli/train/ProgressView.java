package dev.carousel.cli.train;

import dev.carousel.train.Progress;

/** Shows the progress of a run between the messages about it. Used by the training thread. */
interface ProgressView extends AutoCloseable {
  /** After each update. */
  void show(Progress progress);

  /** A line that stays. */
  void say(String message);

  @Override
  void close();
}
