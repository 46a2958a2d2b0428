package dev.carousel.data.table;

import dev.carousel.train.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * The errors of the predictions of one column, in the column's own units, where its value is known.
 *
 * @param name of the column
 * @param mse the mean squared error; NaN if no value is known
 * @param mae the mean absolute error; NaN if no value is known
 */
public record TargetError(String name, double mse, double mae) {
  /** The errors of every target column; empty for the scores of an empty part. */
  public static List<TargetError> of(Scores scores, TableCodec codec) {
    List<TargetError> errors = new ArrayList<>();
    for (int k = 0; k < scores.squares().size(); k++) {
      Column column = codec.targets().get(k);
      double known = scores.known().get(k);
      double mse = scores.squares().get(k) / known * column.sd() * column.sd();
      double mae = scores.absolutes().get(k) / known * column.sd();
      errors.add(new TargetError(column.name(), mse, mae));
    }
    return errors;
  }
}
