package dev.carousel.train;

import dev.carousel.error.CarouselException;

/**
 * When training ends: at the first limit that is reached; 0 for no limit.
 *
 * @param updates the number of updates
 * @param epochs the number of passes over the training part
 * @param minutes of training, validation included
 */
public record Limit(long updates, int epochs, double minutes) {
  /** The default number of passes over the data. */
  public static final int EPOCHS = 10;

  /** The default limit. */
  public static final Limit USUAL = ofEpochs(EPOCHS);

  /** Checks that there is a limit. */
  public Limit {
    boolean isBounded = updates > 0 || epochs > 0 || minutes > 0;
    if (updates < 0 || epochs < 0 || !(minutes >= 0) || !isBounded) {
      throw CarouselException.usage("The limit of training is missing or negative.")
          .expected("a positive number of updates, epochs or minutes")
          .found(updates + " updates, " + epochs + " epochs, " + minutes + " minutes")
          .build();
    }
  }

  /** A number of updates. */
  public static Limit ofUpdates(long updates) {
    return new Limit(updates, 0, 0);
  }

  /** A number of passes over the data. */
  public static Limit ofEpochs(int epochs) {
    return new Limit(0, epochs, 0);
  }

  /** A time. */
  public static Limit ofMinutes(double minutes) {
    return new Limit(0, 0, minutes);
  }

  /** The maximum number of updates; 0 if only time limits them. */
  long plannedUpdates(long updatesPerEpoch) {
    long byEpochs = epochs * updatesPerEpoch;
    if (updates > 0 && byEpochs > 0) {
      return Math.min(updates, byEpochs);
    }
    return Math.max(updates, byEpochs);
  }
}
