package dev.carousel.data.table;

import dev.carousel.data.frame.TimeFormat;
import java.time.LocalDateTime;

/**
 * A cycle of the calendar as two inputs, {@code sin(2 pi p)} and {@code cos(2 pi p)}, where p is
 * the part of the cycle that has passed, from 0 to less than 1. So the end of a cycle is as near to
 * its beginning as it is in time. Times with an offset are in UTC.
 */
public enum Calendar {
  /** The time of the day; 0 at midnight. */
  HOUR {
    @Override
    double passed(LocalDateTime time) {
      return time.toLocalTime().toNanoOfDay() / NANOS_OF_DAY;
    }
  },
  /** The day of the week; 0 on Monday. */
  WEEKDAY {
    @Override
    double passed(LocalDateTime time) {
      return (time.getDayOfWeek().getValue() - 1) / 7.0;
    }
  },
  /** The month of the year; 0 in January. */
  MONTH {
    @Override
    double passed(LocalDateTime time) {
      return (time.getMonthValue() - 1) / 12.0;
    }
  },
  /** The day of the year; 0 on 1 January. */
  YEARDAY {
    @Override
    double passed(LocalDateTime time) {
      return (time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear();
    }
  };

  private static final double NANOS_OF_DAY = 24 * 3600 * 1e9;

  /** The part of the cycle that has passed, from 0 to less than 1. */
  abstract double passed(LocalDateTime time);

  /**
   * Puts in the two inputs of a time.
   *
   * @param ticks of a {@link TimeFormat} with a calendar
   */
  void put(long ticks, float[] into, int at) {
    double angle = 2 * Math.PI * passed(TimeFormat.local(ticks));
    into[at] = (float) StrictMath.sin(angle);
    into[at + 1] = (float) StrictMath.cos(angle);
  }
}
