package dev.carousel.flow.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * A network that predicts worse than one that always says the same. If nothing else is known of it,
 * it is as a rule not given what it was trained on. If it was trained on this data, training
 * failed.
 */
public final class UselessNetwork {
  /** How much worse it must be; a network that has learnt nothing may be a little worse. */
  private static final double MARGIN = 1.05;

  private UselessNetwork() {}

  /**
   * The finding for a network that was trained on this data. A network that has learnt nothing yet
   * may be as bad as it began, which is no failure: so its loss must be above that of outputs that
   * are all zero, too.
   *
   * @param loss on the validation part, after training
   * @param constant the loss of the best constant prediction there; NaN if it is unknown
   * @param blank the loss of outputs that are all zero; NaN if it is unknown
   */
  public static Optional<Finding> afterTraining(double loss, double constant, double blank) {
    if (!(loss > MARGIN * Math.max(constant, blank))) {
      return Optional.empty();
    }
    return worse(
        "Training failed: the network predicts worse than a constant.",
        Words.text(
            "Its validation loss is %s; always predicting the same has %s, and outputs "
                + "that are all zero have %s.",
            loss, constant, blank));
  }

  /**
   * The finding for a network of which nothing else is known.
   *
   * @param loss of the network, with the context that suits it best
   * @param constant the loss of the best constant prediction; NaN if it is unknown
   */
  public static Optional<Finding> finding(double loss, double constant) {
    if (!(loss > MARGIN * constant)) {
      return Optional.empty();
    }
    return worse(
        "The network predicts worse than a constant.",
        Words.text(
            "Its loss is %s with the context that suits it best; always predicting the "
                + "same has %s.",
            loss, constant),
        "If it was trained, check that it is read as it was trained: the order of its "
            + "symbols or columns, their scaling, its activation, and its head. Until "
            + "then, these figures are not those of the trained network.");
  }

  private static Optional<Finding> worse(String title, String... reasons) {
    return Optional.of(
        new Finding(
            Rule.WORSE_THAN_CONSTANT, title, List.of(reasons), Confidence.HIGH, null, null));
  }
}
