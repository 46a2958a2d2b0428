package dev.carousel.spark.internal;

import dev.carousel.data.frame.Wanted.As;
import dev.carousel.error.CarouselException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The values of a data frame as the cells of a table that was read from a file: numbers and words.
 *
 * <ul>
 *   <li>A date is written as {@code 2026-11-26}.
 *   <li>A timestamp is an instant, written in UTC; one without a time zone is a local time.
 *   <li>{@code true} and {@code false} are 1 and 0 where numbers are wanted.
 * </ul>
 */
final class Cells {
  private Cells() {}

  /**
   * Refuses a column that cannot be read as what a model needs.
   *
   * @throws CarouselException with its type
   */
  static void requireType(StructField column, As wanted) {
    DataType type = column.dataType();
    if (!isRead(type, wanted)) {
      throw CarouselException.usage(
              "Column '" + column.name() + "' of the data frame is of a type that does not fit.")
          .expected(
              switch (wanted) {
                case NUMBERS -> "numbers, or true and false";
                case TIMES -> "dates, timestamps, whole numbers, or strings of such";
                default -> "numbers, strings, dates or timestamps";
              })
          .found(type.simpleString())
          .mend("convert it: withColumn(\"" + column.name() + "\", col(..).cast(\"double\"))")
          .build();
    }
  }

  /** Whether values of this type can be read so. */
  static boolean isRead(DataType type, As wanted) {
    boolean isNumber = type instanceof NumericType || type instanceof BooleanType;
    boolean isTime =
        type instanceof DateType
            || type instanceof TimestampType
            || type instanceof TimestampNTZType;
    boolean isWord = type instanceof StringType;
    return switch (wanted) {
      case NUMBERS -> isNumber;
      case TIMES -> isTime || isWord || (isNumber && !(type instanceof BooleanType));
      default -> isNumber || isTime || isWord;
    };
  }

  /**
   * A cell.
   *
   * @return a {@link Double}, a {@link String}, or null for nothing
   */
  static @Nullable Object of(@Nullable Object value, As wanted) {
    if (value == null || isNaN(value)) {
      return null;
    }
    if (value instanceof Boolean truth && wanted != As.TEXT) {
      return truth ? 1.0 : 0.0;
    }
    if (value instanceof Number number) {
      boolean isWord = wanted == As.TEXT || wanted == As.TIMES;
      return isWord ? word(number) : (Object) number.doubleValue();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value.toString(); // strings, dates, instants and local times, as ISO 8601 writes them
  }

  private static boolean isNaN(Object value) {
    return (value instanceof Double wide && wide.isNaN())
        || (value instanceof Float narrow && narrow.isNaN());
  }

  /** Without an exponent, as files have them. */
  private static String word(Number number) {
    if (number instanceof BigDecimal exact) {
      return exact.toPlainString();
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
      return isWhole ? Long.toString((long) value) : Double.toString(value);
    }
    return number.toString();
  }
}
