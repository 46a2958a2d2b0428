package dev.carousel.data.table;

import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Finds where rows are missing in time, and inserts them if that is wanted. The usual distance is
 * the most frequent one of two rows that follow each other, of all groups together or of each by
 * itself. A gap is a distance of at least two usual ones.
 */
final class TimeGaps {
  /** At most so many rows are inserted for each that is there. */
  private static final int MOST_INSERTED = 20;

  private final String source;
  private final RowOrder order;
  private final Gaps gaps;
  private final List<String> notes;

  TimeGaps(String source, RowOrder order, Gaps gaps, List<String> notes) {
    this.source = source;
    this.order = order;
    this.gaps = gaps;
    this.notes = notes;
  }

  /** The order with gaps reported, refused or filled. */
  RowOrder treat() {
    Paces paces = Paces.of(order);
    int found = 0;
    long missing = 0;
    String first = "";
    Pace ofFirst = paces.of(0);
    for (int g = 0; g < order.groupCount(); g++) {
      Pace pace = paces.of(g);
      if (pace.distance() == 0) {
        continue;
      }
      for (int p = order.starts()[g] + 1; p < order.starts()[g + 1]; p++) {
        long steps = pace.steps(order.tick(p - 1), order.tick(p));
        if (steps >= 2) {
          first = found == 0 ? between(p, g) : first;
          ofFirst = found == 0 ? pace : ofFirst;
          found++;
          missing += steps - 1;
        }
        if (gaps == Gaps.INSERT && !pace.isMultiple(order.tick(p - 1), order.tick(p))) {
          throw irregular(p, g, pace);
        }
      }
    }
    if (found == 0) {
      return order;
    }
    return treat(paces, ofFirst, found, missing, first);
  }

  private RowOrder treat(Paces paces, Pace pace, int found, long missing, String first) {
    String counted =
        String.format(
            Locale.ROOT,
            "%,d %s in time (%,d %s), the first %s",
            found,
            found == 1 ? "gap" : "gaps",
            missing,
            missing == 1 ? "row" : "rows",
            first);
    if (gaps == Gaps.REFUSE) {
      throw CarouselException.failure("The table has gaps in time.")
          .expected("a row every " + words(pace) + " (--gaps refuse)")
          .found(counted)
          .where(source + ", column '" + times().name() + "'")
          .mend("--gaps insert, or --gaps keep to read the rows on both sides one after the other")
          .build();
    }
    if (gaps == Gaps.KEEP) {
      notes.add(counted);
      return order;
    }
    long most = Math.min(Integer.MAX_VALUE / 2, (long) MOST_INSERTED * order.positions());
    if (missing > most) {
      throw CarouselException.failure("Too many rows are missing in time to insert them.")
          .expected(String.format(Locale.ROOT, "at most %,d", most))
          .found(counted)
          .where(source + ", column '" + times().name() + "'")
          .mend("check the times, or --gaps keep")
          .build();
    }
    notes.add(counted + ", inserted");
    return filled(paces, (int) missing);
  }

  private RowOrder filled(Paces paces, int missing) {
    int[] rows = new int[order.positions() + missing];
    long[] ticks = new long[rows.length];
    int[] starts = new int[order.starts().length];
    int next = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      starts[g] = next;
      Pace pace = paces.of(g);
      for (int p = order.starts()[g]; p < order.starts()[g + 1]; p++) {
        long before = p == order.starts()[g] ? order.tick(p) : order.tick(p - 1);
        long steps = pace.distance() == 0 ? 1 : pace.steps(before, order.tick(p));
        for (int k = 1; k < steps; k++) {
          rows[next] = RowOrder.INSERTED;
          ticks[next++] = pace.after(before, k);
        }
        rows[next] = order.row(p);
        ticks[next++] = order.tick(p);
      }
    }
    starts[order.groupCount()] = next;
    return new RowOrder(
        starts, order.groups(), rows, order.times(), ticks, order.isByGroup(), notes);
  }

  private String between(int position, int group) {
    String name = order.groups().get(group);
    return "after "
        + times().format().text(order.tick(position - 1))
        + (name.isEmpty() ? "" : " in group '" + name + "'");
  }

  private CarouselException irregular(int position, int group, Pace pace) {
    return CarouselException.failure("Rows can be inserted only where times are regular.")
        .expected("distances that are multiples of the usual one, " + words(pace))
        .found(
            words(order.tick(position) - order.tick(position - 1)) + " " + between(position, group))
        .where(source + ", column '" + times().name() + "'")
        .mend("--gaps keep, or resample the table")
        .build();
  }

  private TimeColumn times() {
    return Objects.requireNonNull(order.times());
  }

  private String words(Pace pace) {
    long months = pace.months();
    return months == 0 ? words(pace.distance()) : months == 1 ? "month" : months + " months";
  }

  /** A distance in words: {@code 1 day}, {@code PT15M}. */
  private String words(long ticks) {
    if (times().format() == TimeFormat.NUMBER) {
      return Long.toString(ticks);
    }
    Duration duration = Duration.ofNanos(ticks);
    long days = duration.toDays();
    if (duration.equals(Duration.ofDays(days))) {
      return days == 1 ? "day" : days + " days";
    }
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
