package dev.carousel.cli.predict;

import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures predictions whose truth the table holds, and beside them what needs no network: the last
 * value known when each prediction is made, and the value of a season before. A baseline is
 * measured on those of the same rows for which it has a value. What only the training data tells,
 * such as its mean, is left out.
 */
interface PredictionScores {
  /** Takes one more prediction into account. */
  void add(Prediction prediction);

  /** How many predictions have a known truth. */
  long count();

  /** The metrics by name. */
  Map<String, Object> metrics();

  /** The metrics of each baseline, by its name; empty for labels of groups. */
  Map<String, Object> baselines();

  /** Both in words. */
  List<String> lines();

  /**
   * Scores for what a forecast predicts.
   *
   * @param season the rows of a season; null for none
   */
  static PredictionScores of(Forecast forecast, List<Double> levels, @Nullable Integer season) {
    return forecast.table().codec().predictsClasses()
        ? new ClassScores(forecast, season)
        : new NumberScores(forecast, levels, season);
  }

  /**
   * The last step whose truth is known when a prediction is made, or one before it.
   *
   * @param season to stay in step with what is predicted; null for the last step itself
   * @return negative if there is none
   */
  static int known(Place place, @Nullable Integer season) {
    int last = Math.min(place.origin(), place.target() - place.step());
    if (season == null) {
      return last;
    }
    int seasons = Math.floorDiv(place.target() - last + season - 1, season);
    return (int) Math.max(-1, place.target() - (long) seasons * season);
  }
}
