package dev.carousel.flow.trial;

import java.util.List;

/**
 * A change that was tried with some seeds, on an equal budget with and without it.
 *
 * @param loss the validation loss by seed, less is better; infinite of a training that was not
 *     finite, NaN if nothing was held back
 * @param promises what it promised beside; may be empty
 */
public record Trial(PairedDifference loss, List<Promise> promises) {
  public Trial {
    promises = List.copyOf(promises);
  }
}
