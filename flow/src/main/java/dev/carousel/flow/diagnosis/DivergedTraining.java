package dev.carousel.flow.diagnosis;

import dev.carousel.train.Divergence;
import java.util.List;

/** A training whose numbers stayed finite but whose loss is unusable. */
public final class DivergedTraining {
  private DivergedTraining() {}

  /** The finding for it. */
  public static Finding finding(Divergence divergence) {
    return new Finding(
        Rule.DIVERGED,
        "Training diverged.",
        List.of(
            Words.text(
                "The best validation loss is %s; outputs that are all zero have %s.",
                divergence.validLoss(), divergence.blank())),
        Confidence.HIGH,
        null,
        null);
  }
}
