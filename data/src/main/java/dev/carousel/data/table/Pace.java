package dev.carousel.data.table;

import dev.carousel.data.frame.TimeFormat;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * How far apart the rows of a table are in time, as far as they have come. The usual distance is
 * the most frequent one, the least of several; if all rows are the same number of months apart, it
 * is so many months. For one thread.
 */
final class Pace {
  /** The shortest distance that may be a month: 28 days, in nanoseconds. */
  private static final long SHORTEST_MONTH = 28L * 24 * 3600 * 1_000_000_000L;

  private final Map<Long, Integer> counts = new HashMap<>();
  private final int most;
  private boolean isIrregular;
  private long usual;
  private int usualCount;

  /** How many months all rows are apart; 0 if they are not, -1 if there were no two rows. */
  private long months = -1;

  /**
   * @param most more different distances than this are not a regular series
   */
  Pace(int most) {
    this.most = most;
  }

  /** Two rows of a group that follow each other. */
  void add(TimeFormat format, long from, long to) {
    long distance = to - from;
    if (!isIrregular) {
      int count = counts.merge(distance, 1, Integer::sum);
      if (count > usualCount || (count == usualCount && distance < usual)) {
        usual = distance;
        usualCount = count;
      }
      isIrregular = counts.size() > most;
    }
    if (isIrregular) {
      counts.clear();
      usual = 0;
    }
    if (months != 0) {
      long found = format.hasCalendar() && distance >= SHORTEST_MONTH ? months(from, to) : 0;
      months = months < 0 || months == found ? found : 0;
    }
  }

  /** The usual distance in ticks; 0 if it is not known, or there is none. */
  long distance() {
    return usual;
  }

  /**
   * The time of a later row.
   *
   * @param steps how many rows later, from 1
   * @throws ArithmeticException if it is beyond the range of times
   */
  long after(long tick, int steps) {
    if (months <= 0) {
      return Math.addExact(tick, Math.multiplyExact(usual, steps));
    }
    LocalDateTime time = TimeFormat.local(tick);
    LocalDateTime next = time.plusMonths(Math.multiplyExact(months, steps));
    return Math.addExact(
        tick, ChronoUnit.NANOS.between(time, isMonthEnd(time) ? monthEnd(next) : next));
  }

  /** How many whole months two times are apart; 0 if they are not. */
  private static long months(long fromTick, long toTick) {
    LocalDateTime from = TimeFormat.local(fromTick);
    LocalDateTime to = TimeFormat.local(toTick);
    long months = (to.getYear() - from.getYear()) * 12L + to.getMonthValue();
    months -= from.getMonthValue();
    boolean isWhole =
        from.plusMonths(months).equals(to)
            || (isMonthEnd(from) && monthEnd(from.plusMonths(months)).equals(to));
    return isWhole ? months : 0;
  }

  private static boolean isMonthEnd(LocalDateTime time) {
    return time.equals(monthEnd(time));
  }

  private static LocalDateTime monthEnd(LocalDateTime time) {
    return time.withDayOfMonth(time.toLocalDate().lengthOfMonth());
  }
}
