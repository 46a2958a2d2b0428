package dev.carousel.train;

import dev.carousel.error.CarouselException;

/**
 * When a checkpoint is due besides the ones at the start, after every validation and at the end: at
 * whichever comes first. What a run comes to does not depend on it.
 *
 * @param updates since the checkpoint before; 0 for never
 * @param minutes since the checkpoint before: how much work a killed run may lose; 0 for never
 */
public record CheckpointInterval(long updates, double minutes) {
  /** The minutes between two checkpoints where nothing else is said. */
  public static final double MINUTES = 1;

  /** What holds where nothing else is said. */
  public static final CheckpointInterval USUAL = new CheckpointInterval(0, MINUTES);

  /** Checks the numbers. */
  public CheckpointInterval {
    if (updates < 0 || !(minutes >= 0)) {
      throw CarouselException.usage("The interval between checkpoints is out of range.")
          .expected("0 (never) or more")
          .found(updates + " updates, " + minutes + " minutes")
          .build();
    }
  }

  boolean isDue(long updatesSince, double minutesSince) {
    return (updates > 0 && updatesSince >= updates) || (minutes > 0 && minutesSince >= minutes);
  }
}
