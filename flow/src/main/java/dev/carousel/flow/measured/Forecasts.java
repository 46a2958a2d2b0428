package dev.carousel.flow.measured;

import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import dev.carousel.flow.diagnosis.SeedForecasts;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts of networks, made before the first of them was trained.
 *
 * @param names of the networks, as in the report
 * @param ofRuns one for each network, with the seed of its training
 * @param bySeed for each network, one for each seed, that of the training first
 * @param constantLoss the loss of the best constant prediction on the validation part; NaN if there
 *     is none
 * @param judged whether training shows which network has learnt: true if there is one prediction at
 *     the end of each sequence, so that nearby steps alone are not enough
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
   * The forecasts of networks before training.
   *
   * @param bySeed for each network, with each seed
   */
  public static Forecasts of(
      List<String> names, List<SeedForecasts> bySeed, double constantLoss, boolean judged) {
    List<LearningForecast> first = bySeed.stream().map(all -> all.ofSeeds().get(0)).toList();
    return new Forecasts(names, first, bySeed, constantLoss, judged);
  }

  /** Whether a network has learnt its task; empty if it was not trained or is not judged. */
  public Optional<Boolean> learnt(Run run) {
    boolean isKnown = judged && run.trained() && !Double.isNaN(constantLoss);
    return isKnown
        ? Optional.of(LearningForecast.isLearnt(run.validLoss(), constantLoss))
        : Optional.empty();
  }

  /** Whether the forecast of a network was right; empty if it is not judged. */
  public Optional<Boolean> right(int index, Run run) {
    Outlook outlook = ofRuns.get(index).outlook();
    return outlook == Outlook.UNKNOWN
        ? Optional.empty()
        : learnt(run).map(learnt -> learnt == (outlook == Outlook.LIKELY));
  }
}
