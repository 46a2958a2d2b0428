package dev.carousel.data.table;

import dev.carousel.data.Sizes;
import dev.carousel.error.CarouselException;
import java.util.List;

/**
 * A table's columns, standardised and laid out by row.
 *
 * @param inputFeatures I
 * @param inputs {@code [rows, I]}
 * @param targetFeatures O
 * @param targets {@code [rows, O]}
 * @param ahead the number of rows from the last input to its target
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record Samples(int inputFeatures, float[] inputs, int targetFeatures, float[] targets, int ahead) {

  static Samples of(Table table, TableCodec codec) {
    return new Samples(
        codec.inputs().size(),
        standardised(table, codec.inputs()),
        codec.targets().size(),
        standardised(table, codec.targets()),
        codec.forecast().ahead());
  }

  private static float[] standardised(Table table, List<Column> columns) {
    int features = columns.size();
    float[] result = new float[Sizes.product(table.rows(), features)];
    for (int feature = 0; feature < features; feature++) {
      Column column = columns.get(feature);
      double[] values = table.column(column.name());
      for (int row = 0; row < values.length; row++) {
        float value = (float) column.standardise(values[row]);
        if (!Float.isFinite(value)) {
          throw tooFar(table, column, row, values[row]);
        }
        result[row * features + feature] = value;
      }
    }
    return result;
  }

  private static CarouselException tooFar(Table table, Column column, int row, double value) {
    return CarouselException.failure("A value is too far from those of the training part.")
        .expected(
            "about "
                + column.mean()
                + " with a standard deviation of "
                + column.sd()
                + " in column '"
                + column.name()
                + "'")
        .found(value + " in row " + (row + 1))
        .where(table.name())
        .build();
  }

  /** Copies the inputs of a row of the table to the step of a chunk. */
  void copyInput(int tableRow, float[] values, int position) {
    System.arraycopy(
        inputs, tableRow * inputFeatures, values, position * inputFeatures, inputFeatures);
  }

  /** Copies what is to be predicted after a row of the table. */
  void copyTarget(int tableRow, float[] values, int position) {
    int from = (tableRow + ahead) * targetFeatures;
    System.arraycopy(targets, from, values, position * targetFeatures, targetFeatures);
  }
}
