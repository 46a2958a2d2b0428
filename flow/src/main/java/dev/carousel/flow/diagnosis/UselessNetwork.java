package dev.carousel.flow.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * A network of which nothing else is known, that predicts worse than one that always says the same:
 * as a rule it is not given what it was trained on.
 */
public final class UselessNetwork {
  /** How much worse it must be; a network that has learnt nothing may be a little worse. */
  private static final double MARGIN = 1.05;

  private UselessNetwork() {}

  /**
   * The finding for it.
   *
   * @param loss of the network, with the context that suits it best
   * @param constant the loss of the best constant prediction; NaN if it is unknown
   */
  public static Optional<Finding> finding(double loss, double constant) {
    if (!(loss > MARGIN * constant)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Rule.WORSE_THAN_CONSTANT,
            "The network predicts worse than a constant.",
            List.of(
                Words.text(
                    "Its loss is %s with the context that suits it best; always predicting the "
                        + "same has %s.",
                    loss, constant),
                "If it was trained, check that it is read as it was trained: the order of its "
                    + "symbols or columns, their scaling, its activation, and its head. Until "
                    + "then, these figures are not those of the trained network."),
            Confidence.HIGH,
            null,
            null));
  }
}
