package dev.carousel.cli.evaluate;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.model.LossTotal;
import dev.carousel.train.Scores;
import java.util.List;
import java.util.Map;

/** Reports the effect on a loss of symbols that are not in the vocabulary. */
public final class UnseenSymbols {
  private UnseenSymbols() {}

  /** In words; empty if there are none. */
  public static List<String> lines(Scores scores) {
    LossTotal unseen = scores.unseen();
    if (unseen.predictions() == 0) {
      return List.of();
    }
    return List.of(
        format(
            "Unseen    %,d of %,d symbols (%.2f%%) are not in the vocabulary.",
            unseen.predictions(), scores.loss().predictions(), 100 * share(scores)),
        format(
            "          They cause %.1f%% of the loss: %.4f nats with them, %.4f without.",
            100 * scores.unseenShare(), scores.loss().mean(), scores.seenMean()));
  }

  /**
   * As keys of a JSON document.
   *
   * @param loss the mean loss over all symbols
   */
  public static void put(Scores scores, double loss, Map<String, Object> document) {
    boolean isAny = scores.unseen().predictions() > 0;
    document.put("unseenShare", isAny ? share(scores) : 0.0);
    document.put("unseenLossShare", scores.unseenShare());
    document.put("lossSeen", isAny ? scores.seenMean() : loss);
  }

  private static double share(Scores scores) {
    return (double) scores.unseen().predictions() / scores.loss().predictions();
  }
}
