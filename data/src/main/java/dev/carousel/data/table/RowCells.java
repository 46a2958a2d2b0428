package dev.carousel.data.table;

import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.data.internal.columns.NumberScanner;
import dev.carousel.error.CarouselException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the cells of single rows: the same words and numbers as sources read. For one thread. */
final class RowCells {
  private final NumberScanner scanner = new NumberScanner('.');

  /** Whether a cell says that there is nothing. */
  static boolean isMissing(@Nullable Object cell) {
    return cell == null
        || (cell instanceof String text && ColumnBuilder.isMissing(text))
        || (cell instanceof Number number && Double.isNaN(number.doubleValue()));
  }

  /**
   * A number.
   *
   * @return NaN if the cell is missing
   * @throws CarouselException if it is something else, or not finite
   */
  double number(String column, @Nullable Object cell, Supplier<String> where) {
    if (isMissing(cell)) {
      return Double.NaN;
    }
    if (cell instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    if (cell instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (cell instanceof String text && isNumber(text)) {
      return scanner.value();
    }
    throw CarouselException.failure("A cell of the table is not a finite number.")
        .expected("a finite number in column '" + column + "'")
        .found("'" + cell + "'")
        .where(where.get())
        .mend("correct the cell, or leave it empty if it is missing")
        .build();
  }

  /** A word as a number; empty if it is none. */
  OptionalDouble find(String word) {
    return isNumber(word) ? OptionalDouble.of(scanner.value()) : OptionalDouble.empty();
  }

  private boolean isNumber(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return scanner.scan(bytes, 0) == bytes.length - 1;
  }

  /** A word; numbers as a column of numbers writes them. Null if the cell is missing. */
  static @Nullable String word(@Nullable Object cell) {
    if (cell == null || isMissing(cell)) {
      return null;
    }
    if (cell instanceof Double || cell instanceof Float) {
      double value = ((Number) cell).doubleValue();
      boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
      return isWhole ? Long.toString((long) value) : Double.toString(value);
    }
    return cell.toString();
  }
}
