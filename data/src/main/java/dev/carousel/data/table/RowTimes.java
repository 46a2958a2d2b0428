package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.List;

/** The times of a table's rows: one column, or several that make a time together. */
final class RowTimes {
  private RowTimes() {}

  /** How the columns are read from a file. */
  static Wanted wanted(Wanted wanted, List<String> names) {
    if (names.size() == 1) {
      return wanted.column(names.get(0), As.TIMES);
    }
    Wanted all = wanted;
    for (String name : names) {
      all = all.column(name, As.ANY);
    }
    return all;
  }

  /**
   * The time of each row.
   *
   * @throws CarouselException if a row has none, or the columns do not hold times
   */
  static TimeColumn of(Frame frame, List<String> names) {
    if (names.size() > 1) {
      return new TimeParts(frame, names).times();
    }
    Column column = frame.column(names.get(0));
    requireThere(frame, column);
    return asTimes(frame, column);
  }

  /** Refuses a column with a missing cell. */
  static void requireThere(Frame frame, Column column) {
    for (int row = 0; row < column.rows(); row++) {
      if (column.isMissing(row)) {
        throw CarouselException.failure("A row of the table has no time.")
            .expected("a time in column '" + column.name() + "' of each row")
            .found("an empty cell (" + column.missing() + " in the column)")
            .where(frame.source() + ", row " + (row + 1))
            .mend("fill in the time, or remove such rows")
            .build();
      }
    }
  }

  private static TimeColumn asTimes(Frame frame, Column column) {
    if (column instanceof TimeColumn times) {
      return times;
    }
    if (column instanceof TextColumn text && !text.words().isEmpty()) {
      TimeFormat format = TimeFormat.of(text.words().get(0)).orElse(null);
      if (format != null) {
        long[] of = text.words().stream().mapToLong(format::ticks).toArray();
        long[] ticks = Arrays.stream(text.codes()).mapToLong(code -> of[code]).toArray();
        return new TimeColumn(text.name(), format, ticks);
      }
    }
    if (!(column instanceof NumberColumn numbers)) {
      throw CarouselException.failure("Column '" + column.name() + "' does not hold times.")
          .expected("dates, dates with times, or whole numbers")
          .found(column.type())
          .where(frame.source())
          .build();
    }
    long[] ticks = new long[numbers.rows()];
    for (int row = 0; row < ticks.length; row++) {
      double value = numbers.values()[row];
      if (value != Math.rint(value) || Math.abs(value) >= 1L << 53) {
        throw CarouselException.failure("Column '" + column.name() + "' does not hold times.")
            .expected("dates, dates with times, or whole numbers")
            .found(value)
            .where(frame.source() + ", row " + (row + 1))
            .build();
      }
      ticks[row] = (long) value;
    }
    return new TimeColumn(column.name(), TimeFormat.NUMBER, ticks);
  }
}
