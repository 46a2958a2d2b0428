package dev.carousel.cli.diagnose.measured;

import dev.carousel.flow.diagnosis.LearningForecast;
import java.util.List;
import java.util.Optional;

/**
 * What was foretold of networks before the first of them was trained.
 *
 * @param names of the networks, as the report has them
 * @param ofRuns one for each of them
 * @param constantLoss the loss of the best constant prediction on what is held back; NaN if nothing
 *     is
 * @param judged whether training tells who was right: where one prediction is made at the end of
 *     each sequence, so that nothing can be learnt from near by alone
 */
public record Forecasts(
    List<String> names, List<LearningForecast> ofRuns, double constantLoss, boolean judged) {
  /** A network that has learnt the task makes less than this share of the constant's loss. */
  private static final double LEARNT = 0.5;

  public Forecasts {
    names = List.copyOf(names);
    ofRuns = List.copyOf(ofRuns);
  }

  /** Whether a network has learnt its task; empty if it was not trained or that is not judged. */
  public Optional<Boolean> learnt(Run run) {
    boolean isKnown = judged && run.trained() && !Double.isNaN(constantLoss);
    // A loss that is not a number is one of a network that has learnt nothing.
    return isKnown ? Optional.of(run.validLoss() < LEARNT * constantLoss) : Optional.empty();
  }

  /** Whether the forecast of a network was right; empty if that is not judged. */
  public Optional<Boolean> right(int index, Run run) {
    LearningForecast.Outlook outlook = ofRuns.get(index).outlook();
    return outlook == LearningForecast.Outlook.UNKNOWN
        ? Optional.empty()
        : learnt(run).map(learnt -> learnt != outlook.isFailure());
  }
}
