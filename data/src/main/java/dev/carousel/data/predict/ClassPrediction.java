package dev.carousel.data.predict;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A predicted class.
 *
 * @param place where it belongs
 * @param name of the likeliest class, the first of equally likely ones
 * @param probabilities {@code [K]}: one for each of {@link Predictor#classes()}
 * @param truth the class that the table holds; null if it is not known
 */
public record ClassPrediction(
    Place place, String name, List<Double> probabilities, @Nullable String truth)
    implements Prediction {
  /** Copies the list. */
  public ClassPrediction {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    probabilities = List.copyOf(probabilities);
  }
}
