package dev.carousel.data.predict;

import java.util.List;
import java.util.Objects;

/**
 * Predicted numbers of one row, in the units of the data.
 *
 * @param place where they belong
 * @param values {@code [O]}: one for each target column
 * @param quantiles {@code [O][Q]}: of each target column, one for each of {@link
 *     Predictor#levels()}
 * @param truths {@code [O]}: what the table holds; NaN where it is not known
 */
public record NumberPrediction(
    Place place, List<Double> values, List<List<Double>> quantiles, List<Double> truths)
    implements Prediction {
  /** Copies the lists. */
  public NumberPrediction {
    Objects.requireNonNull(place);
    values = List.copyOf(values);
    quantiles = quantiles.stream().map(List::copyOf).toList();
    truths = List.copyOf(truths);
  }
}
