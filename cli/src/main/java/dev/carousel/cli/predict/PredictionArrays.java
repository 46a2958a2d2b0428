package dev.carousel.cli.predict;

import dev.carousel.cli.console.Unclosed;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.data.source.npy.NpzWriter;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as an array for each column. Where nothing is known, a number is NaN, a whole number
 * -1, and a word empty.
 */
final class PredictionArrays {
  private final List<String> names;
  private final PredictionRows.Kind[] kinds;
  private final Object[] arrays;
  private final int count;
  private int row;

  /**
   * @param count how many predictions follow
   */
  PredictionArrays(PredictionRows rows, long count) {
    if (count > Integer.MAX_VALUE - 16) {
      throw CarouselException.failure("There are too many predictions for arrays.")
          .expected("at most " + (Integer.MAX_VALUE - 16))
          .found(count)
          .mend("write them to a file .csv or .jsonl")
          .build();
    }
    this.names = rows.names();
    this.count = (int) count;
    this.kinds = rows.kinds().toArray(PredictionRows.Kind[]::new);
    this.arrays = new Object[kinds.length];
    for (int c = 0; c < kinds.length; c++) {
      arrays[c] =
          switch (kinds[c]) {
            case WORD -> new String[this.count];
            case WHOLE -> new long[this.count];
            case NUMBER -> new double[this.count];
          };
    }
  }

  /** One more row. */
  void add(@Nullable Object[] cells) {
    for (int c = 0; c < kinds.length; c++) {
      Object cell = cells[c];
      if (arrays[c] instanceof double[] numbers) {
        numbers[row] = cell == null ? Double.NaN : ((Number) cell).doubleValue();
      } else if (arrays[c] instanceof long[] wholes) {
        wholes[row] = cell == null ? -1 : ((Number) cell).longValue();
      } else {
        ((String[]) arrays[c])[row] = cell == null ? "" : cell.toString();
      }
    }
    row++;
  }

  /** Writes the file. */
  void write(OutputStream into) throws IOException {
    try (NpzWriter writer = new NpzWriter(new Unclosed(into))) {
      for (int c = 0; c < kinds.length; c++) {
        if (arrays[c] instanceof double[] numbers) {
          writer.numbers(names.get(c), Arrays.copyOf(numbers, row));
        } else if (arrays[c] instanceof long[] wholes) {
          writer.wholes(names.get(c), Arrays.copyOf(wholes, row));
        } else {
          String[] words = (String[]) arrays[c];
          writer.words(names.get(c), row, i -> words[i]);
        }
      }
    }
  }
}
