package dev.carousel.data.table;

import dev.carousel.train.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The errors of the predictions of one column, in the column's own units, where its value is known.
 *
 * @param name of the column
 * @param mse the mean squared error; NaN if no value is known
 * @param mae the mean absolute error; NaN if no value is known
 */
public record TargetError(String name, double mse, double mae) {
  /**
   * The errors of every target column whose numbers are all scaled alike; empty for the scores of
   * an empty part.
   */
  public static List<TargetError> of(Scores scores, TableCodec codec) {
    List<TargetError> errors = new ArrayList<>();
    int count = codec.outputs().size();
    int horizon = scores.squares().size() / count;
    for (int k = 0; horizon > 0 && k < count; k++) {
      TableOutput output = codec.outputs().get(k);
      Scale scale = Objects.requireNonNull(output.scale());
      if (scale.isLog() || scale.isByGroup()) {
        continue;
      }
      double known = 0;
      double squares = 0;
      double absolutes = 0;
      for (int h = 0; h < horizon; h++) {
        known += scores.known().get(h * count + k);
        squares += scores.squares().get(h * count + k);
        absolutes += scores.absolutes().get(h * count + k);
      }
      double mse = squares / known * scale.spread() * scale.spread();
      double mae = absolutes / known * scale.spread();
      errors.add(new TargetError(output.name(), mse, mae));
    }
    return errors;
  }
}
