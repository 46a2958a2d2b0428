package dev.carousel.cli.diagnose.clipping;

import dev.carousel.cli.text.Numbers;
import dev.carousel.flow.training.ThresholdAdvice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ways to clip, each tried on the same network from the same start, on the same data in the same
 * order, for as many updates.
 *
 * @param cell of the network
 * @param updates of each training
 * @param pilot whose norms the thresholds are from; null if no training went well enough
 * @param norm the threshold for clipping by the norm
 * @param elements the threshold for clipping element by element
 * @param trials in the order in which they were made
 */
public record ClipComparison(
    String cell,
    long updates,
    @Nullable String pilot,
    ThresholdAdvice norm,
    ThresholdAdvice elements,
    List<ClipTrial> trials) {
  public ClipComparison {
    trials = List.copyOf(trials);
  }

  /** The one that ended with the least loss; empty if none has a loss that is finite. */
  public Optional<ClipTrial> best() {
    return trials.stream()
        .filter(trial -> Double.isFinite(trial.loss()))
        .min(Comparator.comparingDouble(ClipTrial::loss));
  }

  /** Which ended best, in plain sentences. */
  public String summary() {
    if (best().isEmpty()) {
      return "None ended with a loss that is finite.";
    }
    ClipTrial best = best().get();
    String which = Double.isNaN(best.validLoss()) ? "training" : "validation";
    String against =
        trials.stream()
            .filter(trial -> trial.clipper().equals(ClipTrial.NONE) && !trial.equals(best))
            .map(trial -> against(trial))
            .findFirst()
            .orElse("");
    return String.format(
        "%s ended best, with a %s loss of %s%s. Each was trained once, from one seed: how far losses"
            + " differ from seed to seed was not measured, and small differences may be no more"
            + " than that.",
        best.clipper().equals(ClipTrial.NONE) ? "No clipping" : best.clipper(),
        which,
        Numbers.decimals(best.loss(), 4),
        against);
  }

  private static String against(ClipTrial none) {
    return Double.isFinite(none.loss())
        ? " against " + Numbers.decimals(none.loss(), 4) + " without clipping"
        : "; without clipping it did not come to a loss that is finite";
  }
}
