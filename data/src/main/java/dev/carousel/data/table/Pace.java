package dev.carousel.data.table;

import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far apart the rows of a table are in time, as far as they have come. The usual distance is
 * the most frequent one, the least of several; if all rows are whole months apart, it is the most
 * frequent number of months.
 *
 * <p>Months are counted from day to day: from the 31st, or any day that a month does not have, to
 * the end of that month. Days and months of times that are instants may be an hour longer or
 * shorter, where a clock was changed. For one thread.
 */
final class Pace {
  private static final long HOUR = 3600 * 1_000_000_000L;
  private static final long DAY = 24 * HOUR;

  /** The shortest distance that may be a month: 28 days, less a change of the clock. */
  private static final long SHORTEST_MONTH = 28 * DAY - HOUR;

  private static final int LONGEST_MONTH = 31;

  private final Map<Long, Integer> counts = new HashMap<>();
  private final int most;
  private boolean isIrregular;
  private long usual;
  private int usualCount;
  private boolean isInstant;

  /** How often rows are so many months apart, as long as all are whole months apart. */
  private final Map<Long, Integer> monthCounts = new HashMap<>();

  private boolean isMonthly = true;
  private long usualMonths;

  /** The latest day of a month, and whether there was another day than the last one. */
  private int latestDay;

  private boolean isAlwaysMonthEnd = true;

  /**
   * @param most more different distances than this are not a regular series
   */
  Pace(int most) {
    this.most = most;
  }

  /** Writes what is known so far. */
  void save(DataOutput out) throws IOException {
    save(counts, out);
    out.writeBoolean(isIrregular);
    out.writeLong(usual);
    out.writeInt(usualCount);
    out.writeBoolean(isInstant);
    save(monthCounts, out);
    out.writeBoolean(isMonthly);
    out.writeLong(usualMonths);
    out.writeInt(latestDay);
    out.writeBoolean(isAlwaysMonthEnd);
  }

  /** Goes on from what was written. */
  void restore(DataInput in) throws IOException {
    restore(counts, in);
    isIrregular = in.readBoolean();
    usual = in.readLong();
    usualCount = in.readInt();
    isInstant = in.readBoolean();
    restore(monthCounts, in);
    isMonthly = in.readBoolean();
    usualMonths = in.readLong();
    latestDay = in.readInt();
    isAlwaysMonthEnd = in.readBoolean();
  }

  /** In the order of the distances, so that the same distances are the same bytes. */
  private static void save(Map<Long, Integer> counted, DataOutput out) throws IOException {
    out.writeInt(counted.size());
    for (Map.Entry<Long, Integer> each : new TreeMap<>(counted).entrySet()) {
      out.writeLong(each.getKey());
      out.writeInt(each.getValue());
    }
  }

  private static void restore(Map<Long, Integer> counted, DataInput in) throws IOException {
    counted.clear();
    for (int left = in.readInt(); left > 0; left--) {
      counted.put(in.readLong(), in.readInt());
    }
  }

  /** Two rows of a group that follow each other. */
  void add(TimeFormat format, long from, long to) {
    isInstant = format.isInstant();
    long distance = to - from;
    if (!isIrregular) {
      int count = counts.merge(distance, 1, Integer::sum);
      if (count > usualCount || (count == usualCount && isMoreUsual(distance))) {
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
      note(from);
      note(to);
    }
  }

  /** Of two equally frequent distances: a day rather than one on which the clock was changed. */
  private boolean isMoreUsual(long distance) {
    boolean isOfDays = isInstant && distance % DAY == 0;
    boolean isUsualOfDays = isInstant && usual % DAY == 0;
    return isOfDays == isUsualOfDays ? distance < usual : isOfDays;
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

  private void note(long tick) {
    if (isMonthly) {
      LocalDateTime time = TimeFormat.local(tick);
      latestDay = Math.max(latestDay, time.getDayOfMonth());
      isAlwaysMonthEnd &= isMonthEnd(time);
    }
  }

  /** How many months the rows usually are apart; 0 if not all are whole months apart. */
  long months() {
    return usualMonths;
  }

  /** How many usual distances lie between two times, rounded down. */
  long steps(long from, long to) {
    return usualMonths > 0 ? months(from, to) / usualMonths : regular(to - from) / usual;
  }

  /** Whether the distance of two times is a multiple of the usual one. */
  boolean isMultiple(long from, long to) {
    return usualMonths > 0 ? months(from, to) % usualMonths == 0 : regular(to - from) % usual == 0;
  }

  /** A distance without the hour by which the clock was changed. */
  private long regular(long distance) {
    if (isInstant && usual % DAY == 0 && distance > HOUR) {
      for (long change : List.of(-HOUR, HOUR)) {
        if ((distance - change) % usual == 0) {
          return distance - change;
        }
      }
    }
    return distance;
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
    if (isMonthEnd(time)) {
      int day = isAlwaysMonthEnd ? LONGEST_MONTH : Math.max(time.getDayOfMonth(), latestDay);
      next = next.withDayOfMonth(Math.min(day, next.toLocalDate().lengthOfMonth()));
    }
    return Math.addExact(tick, ChronoUnit.NANOS.between(time, next));
  }

  /** How many whole months two times are apart; 0 if they are not. */
  private long months(long from, long to) {
    long found = wholeMonths(TimeFormat.local(from), TimeFormat.local(to));
    if (found == 0 && isInstant) {
      found = wholeMonths(TimeFormat.local(from), TimeFormat.local(to + HOUR));
    }
    return found == 0 && isInstant
        ? wholeMonths(TimeFormat.local(from), TimeFormat.local(to - HOUR))
        : found;
  }

  private static long wholeMonths(LocalDateTime from, LocalDateTime to) {
    int fromDay = from.getDayOfMonth();
    int toDay = to.getDayOfMonth();
    boolean isWhole =
        fromDay == toDay
            || (fromDay < toDay && isMonthEnd(from))
            || (fromDay > toDay && isMonthEnd(to));
    return isWhole && from.toLocalTime().equals(to.toLocalTime())
        ? (to.getYear() - from.getYear()) * 12L + to.getMonthValue() - from.getMonthValue()
        : 0;
  }

  private static boolean isMonthEnd(LocalDateTime time) {
    return time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
  }
}
