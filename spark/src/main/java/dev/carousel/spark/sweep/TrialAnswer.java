package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a task sends back.
 *
 * @param folder the files of the trial's folder, its result among them
 * @param refusal why this machine makes no trials; null if it does
 */
record TrialAnswer(byte[] folder, @Nullable CarouselException refusal) implements Serializable {
  static TrialAnswer of(byte[] folder) {
    return new TrialAnswer(folder, null);
  }

  static TrialAnswer refused(CarouselException refusal) {
    return new TrialAnswer(new byte[0], refusal);
  }
}
