package dev.carousel.duckdb;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.error.CarouselException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One column of an answer, filled row by row. */
final class QueryColumn {
  /** Beyond it, not every whole number is a double. */
  private static final long LARGEST_EXACT = 1L << 53;

  private static final Set<String> TEXTS = Set.of("VARCHAR", "ENUM", "UUID", "JSON", "\"NULL\"");

  /** Sets a cell that is not missing. */
  private interface Cell {
    /**
     * @return whether there is a value
     */
    boolean set(ColumnBuilder column, ResultSet row, int index, int at) throws SQLException;
  }

  private final ColumnBuilder builder;
  private final Cell cell;

  private QueryColumn(ColumnBuilder builder, Cell cell) {
    this.builder = builder;
    this.cell = cell;
  }

  /**
   * A column.
   *
   * @param type as SQL names it: {@code DECIMAL(18,3)}
   * @param as anything but {@link As#SKIP}
   * @param place where the row is that is being read, for messages
   * @throws CarouselException if columns of this type cannot be read, or not as this
   */
  static QueryColumn of(String name, String type, As as, Supplier<String> place) {
    String word = type.replaceAll("\\(.*", "");
    Cell cell = type.endsWith("]") ? null : cell(word, as);
    if (cell == null) {
      throw CarouselException.usage(
              "Column '" + name + "' of the query has a type that is not read.")
          .expected("numbers, true and false, text, dates and timestamps")
          .found(type)
          .where(place.get().replaceAll(", row 1$", ""))
          .mend("convert it in the query, such as cast(" + name + " as double), or leave it out")
          .build();
    }
    boolean isTime = word.equals("DATE") || word.startsWith("TIMESTAMP");
    if (isTime && as == As.NUMBERS || word.equals("BOOLEAN") && as == As.TIMES) {
      throw CarouselException.usage(
              "Column '" + name + "' of the query has another type than wanted.")
          .expected(as == As.TIMES ? "dates, timestamps or whole numbers" : "numbers")
          .found(type)
          .mend("convert it in the query, such as epoch(" + name + "), or give it another role")
          .build();
    }
    As known = as != As.ANY ? as : isTime ? As.TIMES : isText(word) ? As.ANY : As.NUMBERS;
    return new QueryColumn(new ColumnBuilder(name, known, place), cell);
  }

  /** Text may be dates. Every other type tells what its cells are, even if all are missing. */
  private static boolean isText(String type) {
    return TEXTS.contains(type);
  }

  private static @Nullable Cell cell(String type, As as) {
    boolean isText = as == As.TEXT; // then the query itself converts it
    if (isText(type)) {
      return QueryColumn::text;
    }
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "BIGINT", "UINTEGER" ->
          isText ? QueryColumn::text : QueryColumn::whole;
      case "FLOAT", "DOUBLE" -> isText ? QueryColumn::text : QueryColumn::real;
      case "UBIGINT", "HUGEINT", "UHUGEINT" -> isText ? QueryColumn::text : QueryColumn::large;
      case "DECIMAL" -> isText ? QueryColumn::text : QueryColumn::decimal;
      case "BOOLEAN" -> isText ? QueryColumn::text : QueryColumn::truth;
      case "DATE" -> isText ? QueryColumn::text : QueryColumn::date;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          isText ? QueryColumn::text : QueryColumn::timestamp;
      case "TIMESTAMP WITH TIME ZONE" -> isText ? QueryColumn::text : QueryColumn::instant;
      default -> null;
    };
  }

  /** Sets the next row. */
  void set(ResultSet row, int index, int at) throws SQLException {
    if (!cell.set(builder, row, index, at)) {
      builder.missing(at);
    }
  }

  /** The column; nothing can be set any more. */
  Column finish(int rows) {
    return builder.finish(rows);
  }

  private static boolean text(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    String text = row.getString(index);
    if (text != null) {
      column.text(at, text);
    }
    return text != null;
  }

  private static boolean real(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    double value = row.getDouble(index);
    if (row.wasNull() || Double.isNaN(value)) {
      return false;
    }
    if (column.kind() == ColumnBuilder.Kind.NUMBERS && Double.isFinite(value)) {
      column.numbers().set(at, value);
    } else {
      number(column, at, value, plain(value));
    }
    return true;
  }

  private static boolean whole(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    long value = row.getLong(index);
    if (row.wasNull()) {
      return false;
    }
    if (column.takesWords()) {
      column.word(at, Long.toString(value));
      return true;
    }
    if (Math.abs(value) > LARGEST_EXACT || value == Long.MIN_VALUE) {
      throw inexact(column, Long.toString(value));
    }
    number(column, at, value, Long.toString(value));
    return true;
  }

  private static boolean large(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    Object value = row.getObject(index);
    return value != null && exact(column, at, new BigInteger(value.toString()));
  }

  private static boolean decimal(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    BigDecimal value = row.getBigDecimal(index);
    if (value == null) {
      return false;
    }
    if (value.scale() <= 0) {
      return exact(column, at, value.toBigInteger());
    }
    number(column, at, value.doubleValue(), value.toPlainString());
    return true;
  }

  private static boolean exact(ColumnBuilder column, int at, BigInteger value) {
    if (!column.takesWords() && value.abs().compareTo(BigInteger.valueOf(LARGEST_EXACT)) > 0) {
      throw inexact(column, value.toString());
    }
    number(column, at, value.doubleValue(), value.toString());
    return true;
  }

  private static boolean truth(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    boolean value = row.getBoolean(index);
    if (row.wasNull()) {
      return false;
    }
    column.number(at, value ? 1 : 0, Boolean.toString(value));
    return true;
  }

  private static boolean date(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    LocalDate value = row.getObject(index, LocalDate.class);
    return value != null && time(column, at, TimeFormat.DATE, value.atStartOfDay());
  }

  private static boolean timestamp(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    LocalDateTime value = row.getObject(index, LocalDateTime.class);
    return value != null && time(column, at, TimeFormat.DATE_TIME, value);
  }

  private static boolean instant(ColumnBuilder column, ResultSet row, int index, int at)
      throws SQLException {
    OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
    return value != null
        && time(
            column,
            at,
            TimeFormat.INSTANT,
            value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  private static boolean time(
      ColumnBuilder column, int at, TimeFormat format, LocalDateTime value) {
    try {
      column.time(at, format, TimeFormat.ticks(value), value.toString());
    } catch (ArithmeticException outOfRange) {
      throw column.wrong(value.toString(), "times from the year 1678 to 2261, or null");
    }
    return true;
  }

  /** A number, or the word for it where times are wanted. */
  private static void number(ColumnBuilder column, int at, double value, String shown) {
    if (column.takesWords()) {
      column.word(at, shown);
    } else {
      column.number(at, value, shown);
    }
  }

  /** Without an exponent, as times in seconds are written. */
  private static String plain(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  private static CarouselException inexact(ColumnBuilder column, String shown) {
    return CarouselException.failure("A whole number is too large to be read exactly.")
        .expected("numbers from -2^53 to 2^53 in column '" + column.name() + "'")
        .found(shown)
        .where(column.place())
        .mend("subtract the least one in the query, or use the column as text, such as a group")
        .build();
  }
}
