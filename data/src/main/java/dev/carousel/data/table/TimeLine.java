package dev.carousel.data.table;

import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Continues the times of a table beyond the end of each group: by whole months if all rows of the
 * table are so many months apart, and otherwise by the distance of two rows that is the most
 * frequent. Thread-safe.
 */
final class TimeLine {
  /** The shortest distance that may be a month: 28 days, in nanoseconds. */
  private static final long SHORTEST_MONTH = 28L * 24 * 3600 * 1_000_000_000L;

  private final RowOrder order;
  private volatile long distance = -1;
  private volatile long months;

  TimeLine(RowOrder order) {
    this.order = order;
  }

  /**
   * A time after the end of a group; empty if the table does not tell how far apart its rows are.
   *
   * @param steps how many steps after the last row, from 1
   */
  String after(int group, int steps) {
    TimeColumn times = order.times();
    measure();
    if (times == null || distance == 0 || order.length(group) == 0) {
      return "";
    }
    long last = order.tick(order.starts()[group + 1] - 1);
    if (months > 0) {
      LocalDateTime time = TimeFormat.local(last);
      LocalDateTime next = time.plusMonths(Math.multiplyExact(months, steps));
      long nanos = ChronoUnit.NANOS.between(time, isMonthEnd(time) ? monthEnd(next) : next);
      return times.format().text(Math.addExact(last, nanos));
    }
    return times.format().text(Math.addExact(last, Math.multiplyExact(distance, steps)));
  }

  private synchronized void measure() {
    TimeColumn times = order.times();
    if (distance >= 0 || times == null) {
      return;
    }
    long usual = TimeGaps.usualDistance(order);
    months = times.format().hasCalendar() && usual >= SHORTEST_MONTH ? months() : 0;
    distance = usual;
  }

  /** How many months all rows are apart; 0 if they are not. */
  private long months() {
    long found = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g] + 1; p < order.starts()[g + 1]; p++) {
        LocalDateTime from = TimeFormat.local(order.tick(p - 1));
        LocalDateTime to = TimeFormat.local(order.tick(p));
        long months = (to.getYear() - from.getYear()) * 12L + to.getMonthValue();
        months -= from.getMonthValue();
        boolean isWhole =
            from.plusMonths(months).equals(to)
                || (isMonthEnd(from) && monthEnd(from.plusMonths(months)).equals(to));
        found = found == 0 ? months : found;
        if (!isWhole || months != found) {
          return 0;
        }
      }
    }
    return found;
  }

  private static boolean isMonthEnd(LocalDateTime time) {
    return time.equals(monthEnd(time));
  }

  private static LocalDateTime monthEnd(LocalDateTime time) {
    return time.withDayOfMonth(time.toLocalDate().lengthOfMonth());
  }
}
