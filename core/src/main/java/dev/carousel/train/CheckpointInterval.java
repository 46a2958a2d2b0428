package dev.carousel.train;

import dev.carousel.error.CarouselException;

/**
 * When a checkpoint is due, besides the ones at the start, after every validation and at the end:
 * at whichever limit is reached first. The result of a run does not depend on it.
 *
 * @param updates updates since the previous checkpoint; 0 for never
 * @param minutes minutes since the previous checkpoint, which limit the work that a killed run
 *     loses; 0 for never
 * @param secondsApart seconds since the previous checkpoint before which the one after a validation
 *     is left out; 0 for none. Where validations follow each other within a fraction of a second,
 *     waiting for the disk can take longer than training.
 */
public record CheckpointInterval(long updates, double minutes, double secondsApart) {
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
    if (!(secondsApart >= 0)) {
      throw CarouselException.usage("Checkpoints cannot be so many seconds apart.")
          .expected("0 (one after each validation) or more")
          .found(secondsApart + " seconds")
          .build();
    }
  }

  /** The same with a checkpoint after each validation. */
  public CheckpointInterval(long updates, double minutes) {
    this(updates, minutes, 0);
  }

  boolean isDueAfterValidation(double secondsSince) {
    return secondsSince >= secondsApart;
  }

  boolean isDue(long updatesSince, double minutesSince) {
    return (updates > 0 && updatesSince >= updates) || (minutes > 0 && minutesSince >= minutes);
  }
}
