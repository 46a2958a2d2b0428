package dev.carousel.data.frame;

import dev.carousel.error.CarouselException;
import java.util.Objects;

/**
 * A column of numbers. Missing cells are NaN; the others are finite.
 *
 * @param name as in the header
 * @param values of each row; shared with the caller, and not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // columns are large, and never compared
public record NumberColumn(String name, double[] values) implements Column {
  /**
   * Refuses infinite numbers.
   *
   * @throws CarouselException naming the row
   */
  public NumberColumn {
    Objects.requireNonNull(name);
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw CarouselException.usage("Column '" + name + "' has an infinite number.")
            .expected("finite numbers, or NaN for a missing one")
            .found(values[row])
            .where("row " + row + " (from 0)")
            .build();
      }
    }
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public String text(int row) {
    double value = values[row];
    if (Double.isNaN(value)) {
      return "";
    }
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    return isWhole ? Long.toString((long) value) : Double.toString(value);
  }

  @Override
  public String type() {
    return "numbers";
  }
}
