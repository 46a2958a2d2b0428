package dev.carousel.cli.diagnose.measured;

import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import java.util.List;
import java.util.Optional;

/**
 * What was foretold of networks before the first of them was trained.
 *
 * @param names of the networks, as the report has them
 * @param ofRuns one for each of them
 * @param constantLoss the loss of the best constant prediction on what is held back; NaN if nothing
 *     is
 * @param judged whether training tells who has learnt: where one prediction is made at the end of
 *     each sequence, so that nothing can be learnt from near by alone
 */
public record Forecasts(
    List<String> names, List<LearningForecast> ofRuns, double constantLoss, boolean judged) {
  public Forecasts {
    names = List.copyOf(names);
    ofRuns = List.copyOf(ofRuns);
  }

  /** Whether a network has learnt its task; empty if it was not trained or that is not judged. */
  public Optional<Boolean> learnt(Run run) {
    boolean isKnown = judged && run.trained() && !Double.isNaN(constantLoss);
    return isKnown
        ? Optional.of(LearningForecast.isLearnt(run.validLoss(), constantLoss))
        : Optional.empty();
  }

  /** Whether what was likely of a network came true; empty if that is not judged. */
  public Optional<Boolean> right(int index, Run run) {
    Outlook outlook = ofRuns.get(index).outlook();
    return outlook == Outlook.UNKNOWN
        ? Optional.empty()
        : learnt(run).map(learnt -> learnt == (outlook == Outlook.LIKELY));
  }
}
