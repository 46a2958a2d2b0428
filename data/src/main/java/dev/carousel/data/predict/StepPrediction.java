package dev.carousel.data.predict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted after a step of a sequence, or at its end: numbers or a class. Immutable.
 *
 * @param values {@code [O]}: the predicted numbers; empty for classes
 * @param quantiles {@code [O][Q]}: of each number, in the order of {@link
 *     SequencePredictor#levels()}
 * @param probabilities {@code [K]}: of each class; empty for numbers
 * @param likeliest the index of the likeliest class, the first of equally likely ones; -1 for
 *     numbers
 * @param name of the likeliest class; null if the model has no names of classes
 */
public record StepPrediction(
    List<Double> values,
    List<List<Double>> quantiles,
    List<Double> probabilities,
    int likeliest,
    @Nullable String name) {
  /** Copies the lists. */
  public StepPrediction {
    values = List.copyOf(values);
    quantiles = quantiles.stream().map(List::copyOf).toList();
    probabilities = List.copyOf(probabilities);
  }
}
