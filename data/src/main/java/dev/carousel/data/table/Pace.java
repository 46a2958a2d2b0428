package dev.carousel.data.table;

import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * How far apart the rows of a table are in time, as far as they have come. The usual distance is
 * the most frequent one, the least of several; if all rows are whole months apart, it is the most
 * frequent number of months. For one thread.
 */
final class Pace {
  /** The shortest distance that may be a month: 28 days, in nanoseconds. */
  private static final long SHORTEST_MONTH = 28L * 24 * 3600 * 1_000_000_000L;

  private final Map<Long, Integer> counts = new HashMap<>();
  private final int most;
  private boolean isIrregular;
  private long usual;
  private int usualCount;

  /** How often rows are so many months apart, as long as all are whole months apart. */
  private final Map<Long, Integer> monthCounts = new HashMap<>();

  private boolean isMonthly = true;
  private long usualMonths;

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
    if (isMonthly) {
      addMonths(format.hasCalendar() && distance >= SHORTEST_MONTH ? months(from, to) : 0);
    }
  }

  private void addMonths(long found) {
    if (found <= 0) {
      isMonthly = false;
      usualMonths = 0;
      return;
    }
    int count = monthCounts.merge(found, 1, Integer::sum);
    int before = monthCounts.getOrDefault(usualMonths, 0);
    if (count > before || (count == before && found < usualMonths)) {
      usualMonths = found;
    }
  }

  /** How many months the rows usually are apart; 0 if not all are whole months apart. */
  long months() {
    return usualMonths;
  }

  /** How many usual distances lie between two times, rounded down. */
  long steps(long from, long to) {
    return usualMonths > 0 ? months(from, to) / usualMonths : (to - from) / usual;
  }

  /** Whether the distance of two times is a multiple of the usual one. */
  boolean isMultiple(long from, long to) {
    return usualMonths > 0 ? months(from, to) % usualMonths == 0 : (to - from) % usual == 0;
  }

  /** The usual distance in ticks; 0 if it is not known, or there is none. */
  long distance() {
    return usual;
  }

  /**
   * The time of a later row.
   *
   * @param steps how many rows later, from 1
   * @throws CarouselException if it is beyond the range of times
   */
  long after(long tick, int steps) {
    try {
      return exactlyAfter(tick, steps);
    } catch (ArithmeticException | DateTimeException e) {
      throw CarouselException.failure("The time of a later row is out of range.")
          .expected("times that fit into 64 bits; with a calendar, the years 1678 to 2261")
          .found(
              steps
                  + " rows after the last one"
                  + (usualMonths == 0 ? "" : ", " + usualMonths + " months apart"))
          .mend("predict fewer rows")
          .cause(e)
          .build();
    }
  }

  private long exactlyAfter(long tick, int steps) {
    if (usualMonths == 0) {
      return Math.addExact(tick, Math.multiplyExact(usual, steps));
    }
    LocalDateTime time = TimeFormat.local(tick);
    LocalDateTime next = time.plusMonths(Math.multiplyExact(usualMonths, steps));
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
