package dev.carousel.flow.measured;

import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import dev.carousel.flow.diagnosis.SeedForecasts;
import java.util.List;
import java.util.Optional;

/**
 * What was foretold of networks before the first of them was trained.
 *
 * @param names of the networks, as the report has them
 * @param ofRuns one for each of them, as it starts with the seed that it is trained with
 * @param bySeed for each of them as it starts with each seed, that of the training first
 * @param constantLoss the loss of the best constant prediction on what is held back; NaN if nothing
 *     is
 * @param judged whether training tells who has learnt: where one prediction is made at the end of
 *     each sequence, so that nothing can be learnt from near by alone
 */
public record Forecasts(
    List<String> names,
    List<LearningForecast> ofRuns,
    List<SeedForecasts> bySeed,
    double constantLoss,
    boolean judged) {
  public Forecasts {
    names = List.copyOf(names);
    ofRuns = List.copyOf(ofRuns);
    bySeed = List.copyOf(bySeed);
  }

  /**
   * Of networks as they start.
   *
   * @param bySeed for each of them, with each seed
   */
  public static Forecasts of(
      List<String> names, List<SeedForecasts> bySeed, double constantLoss, boolean judged) {
    List<LearningForecast> first = bySeed.stream().map(all -> all.ofSeeds().get(0)).toList();
    return new Forecasts(names, first, bySeed, constantLoss, judged);
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
