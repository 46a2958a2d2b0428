package dev.carousel.train;

import dev.carousel.error.CarouselException;

/**
 * When a checkpoint is due, besides the ones at the start, after every validation and at the end:
 * at whichever limit is reached first. The result of a run does not depend on it.
 *
 * @param updates updates since the previous checkpoint; 0 for never
 * @param minutes minutes since the previous checkpoint, which limit the work that a killed run
 *     loses; 0 for never
 */
public record CheckpointInterval(long updates, double minutes) {
  /** The default number of minutes between two checkpoints. */
  public static final double MINUTES = 1;

  /** The default interval. */
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
