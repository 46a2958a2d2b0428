package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * Times that are spread over several columns, from the largest unit down: year, month and day as
 * whole numbers, or a column of dates; then hour, minute and second as whole numbers, or a column
 * of times of day such as {@code 09:30}. The smaller units may be absent.
 */
final class TimeParts {
  private static final String EXPECTED =
      "whole numbers for year,month,day,hour,minute,second in this order, as many as there are; a"
          + " column of dates may stand for the first three, and one of times such as 09:30 for the"
          + " last three";

  /** From the year to the second. */
  private static final int MOST_UNITS = 6;

  private static final int DAY = 2;

  private final Frame frame;
  private final List<Column> columns;
  private final boolean hasDates;
  private final boolean hasClock;
  private final String name;

  /**
   * @param names at least two columns
   * @throws CarouselException if their types or their number make no time
   */
  TimeParts(Frame frame, List<String> names) {
    this.frame = frame;
    this.columns = names.stream().map(frame::column).toList();
    this.name = String.join(",", names);
    this.hasDates = columns.get(0) instanceof TimeColumn times && times.format() == TimeFormat.DATE;
    this.hasClock = columns.get(columns.size() - 1) instanceof TextColumn;
    columns.forEach(column -> RowTimes.requireThere(frame, column));
    requireTypes();
  }

  private void requireTypes() {
    for (int i = hasDates ? 1 : 0; i < columns.size() - (hasClock ? 1 : 0); i++) {
      if (!(columns.get(i) instanceof NumberColumn)) {
        throw wrong(
            columns.get(i).type() + " in column '" + columns.get(i).name() + "'", frame.source());
      }
    }
    int units = columns.size() + (hasDates ? 2 : 0);
    boolean isFit = hasClock ? units == 4 : units <= MOST_UNITS;
    if (!isFit) {
      throw wrong(columns.size() + " columns: " + name, frame.source());
    }
  }

  private CarouselException wrong(String found, Object where) {
    return CarouselException.usage("The columns of --time make no time together.")
        .expected(EXPECTED)
        .found(found)
        .where(where)
        .build();
  }

  /** The time of each row: dates if no column is shorter than a day. */
  TimeColumn times() {
    boolean isDate = columns.size() + (hasDates ? 2 : 0) <= DAY + 1;
    long[] ticks = new long[frame.rows()];
    for (int row = 0; row < ticks.length; row++) {
      try {
        ticks[row] = TimeFormat.ticks(time(row));
      } catch (DateTimeException | ArithmeticException e) {
        throw wrong(cells(row) + " (" + e.getMessage() + ")", row(row));
      }
    }
    return new TimeColumn(name, isDate ? TimeFormat.DATE : TimeFormat.DATE_TIME, ticks);
  }

  private LocalDateTime time(int row) {
    int[] units = {0, 1, 1, 0, 0, 0}; // the least of each, from year to second
    int unit = 0;
    for (Column column : columns) {
      if (column instanceof NumberColumn numbers) {
        units[unit++] = whole(numbers, row);
      } else if (column instanceof TimeColumn dates) {
        LocalDateTime date = TimeFormat.local(dates.ticks()[row]);
        units[unit++] = date.getYear();
        units[unit++] = date.getMonthValue();
        units[unit++] = date.getDayOfMonth();
      }
    }
    LocalDate date = LocalDate.of(units[0], units[1], units[2]);
    return hasClock
        ? date.atTime(LocalTime.parse(columns.get(columns.size() - 1).text(row)))
        : date.atTime(units[3], units[4], units[5]);
  }

  private int whole(NumberColumn column, int row) {
    double value = column.values()[row];
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw wrong(column.text(row) + " in column '" + column.name() + "'", row(row));
    }
    return (int) value;
  }

  private String cells(int row) {
    return String.join(",", columns.stream().map(column -> column.text(row)).toList());
  }

  private String row(int row) {
    return frame.source() + ", row " + (row + 1);
  }
}
