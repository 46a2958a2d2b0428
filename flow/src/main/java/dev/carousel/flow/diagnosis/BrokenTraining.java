package dev.carousel.flow.diagnosis;

import dev.carousel.flow.training.LastFinite;
import java.util.ArrayList;
import java.util.List;

/**
 * A training of which updates, parameters or all losses on the validation part were not finite.
 *
 * @param updates the number of updates made or skipped
 * @param nonFinite the number of them with a loss or a gradient that is not finite
 * @param first the first of those; -1 if there are none
 * @param isSpoilt whether the last step made parameters non-finite
 * @param norm of the last gradient that was finite; NaN if none was
 * @param end what ended the training early, in a sentence; empty if nothing did
 */
public record BrokenTraining(
    long updates, long nonFinite, long first, boolean isSpoilt, double norm, String end) {

  /** The training as observed. */
  public static BrokenTraining of(LastFinite seen, String end) {
    return new BrokenTraining(
        seen.updates(), seen.nonFinite(), seen.first(), seen.isSpoilt(), seen.norm(), end);
  }

  /** The finding for it. */
  public Finding finding() {
    List<String> evidence = new ArrayList<>();
    if (nonFinite > 0) {
      evidence.add(
          nonFinite
              + " of "
              + updates
              + " updates had a loss or a gradient that is not finite; the first was update "
              + first
              + ".");
    } else if (isSpoilt) {
      evidence.add("The step of update " + (updates - 1) + " made parameters non-finite.");
    }
    if (!Double.isNaN(norm)) {
      evidence.add(Words.text("The norm of the last finite gradient was %s.", norm));
    }
    if (!end.isEmpty()) {
      evidence.add(end);
      evidence.add(
          Double.isNaN(norm)
              ? "No update was finite, so the network is measured as it started."
              : "The network is measured at its last finite state.");
    }
    return new Finding(
        Rule.NON_FINITE, "Training exploded: not finite.", evidence, Confidence.HIGH, null, null);
  }
}
