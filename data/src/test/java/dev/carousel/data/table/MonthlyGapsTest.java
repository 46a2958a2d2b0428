package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows that are whole months apart, whose distances in days differ. */
class MonthlyGapsTest {
  private static Frame frame(String... days) {
    long[] ticks =
        Stream.of(days)
            .mapToLong(d -> TimeFormat.ticks(LocalDate.parse(d).atStartOfDay()))
            .toArray();
    double[] values = IntStream.range(0, days.length).mapToDouble(i -> i).toArray();
    return Frame.of(
        "months.csv",
        List.of(new TimeColumn("day", TimeFormat.DATE, ticks), new NumberColumn("x", values)),
        DataIdentity.none());
  }

  private static RowOrder sorted(Frame frame, Gaps gaps) {
    Roles roles = Roles.of("x").withTime("day").withMissing(Missing.MASK).withGaps(gaps);
    return RowSorter.sort(frame, roles);
  }

  private static List<String> days(RowOrder order) {
    return IntStream.range(0, order.positions())
        .mapToObj(p -> TimeFormat.DATE.text(order.tick(p)))
        .toList();
  }

  @Test
  void missingMonthsAreInsertedOnTheirDays() {
    RowOrder order =
        sorted(frame("2026-01-01", "2026-02-01", "2026-05-01", "2026-06-01"), Gaps.INSERT);
    assertEquals(
        List.of("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"),
        days(order));
    assertEquals(RowOrder.INSERTED, order.row(2));
    assertEquals(2, order.row(4));
    assertTrue(order.notes().get(0).contains("1 gap in time (2 rows)"), order.notes()::toString);
  }

  /** Of the shortest month too, which is shorter than the usual distance in days. */
  @Test
  void theEndsOfMonthsAreMonthsApart() {
    RowOrder order =
        sorted(
            frame("2025-11-30", "2025-12-31", "2026-01-31", "2026-03-31", "2026-04-30"),
            Gaps.INSERT);
    assertEquals("2026-02-28", days(order).get(3));
    assertEquals(6, order.positions());
  }

  /** A day that February does not have, and the last one that it has. */
  @Test
  void theDayOfTheMonthIsKept() {
    RowOrder thirtieths =
        sorted(frame("2026-01-30", "2026-02-28", "2026-05-30", "2026-06-30"), Gaps.INSERT);
    assertEquals(List.of("2026-03-30", "2026-04-30"), days(thirtieths).subList(2, 4));
    RowOrder twentyEighths =
        sorted(frame("2026-01-28", "2026-02-28", "2026-05-28", "2026-06-28"), Gaps.INSERT);
    assertEquals(List.of("2026-03-28", "2026-04-28"), days(twentyEighths).subList(2, 4));
  }

  /** Also if none of them was a 31st yet. */
  @Test
  void timesGoOnAtTheEndsOfMonths() {
    RowOrder order = sorted(frame("2026-02-28", "2026-06-30"), Gaps.KEEP);
    assertEquals("2026-10-31", TimeFormat.DATE.text(new TimeLine(order).after(0, 1).getAsLong()));
    RowOrder day = sorted(frame("2026-01-28", "2026-02-28"), Gaps.KEEP);
    assertEquals("2026-03-28", TimeFormat.DATE.text(new TimeLine(day).after(0, 1).getAsLong()));
  }

  @Test
  void aGapOfOneMonthIsCountedAndRefused() {
    Frame frame = frame("2026-01-01", "2026-02-01", "2026-04-01", "2026-05-01", "2026-06-01");
    assertTrue(sorted(frame, Gaps.KEEP).notes().get(0).contains("1 gap in time (1 row)"));
    Refusal.of(() -> sorted(frame, Gaps.REFUSE), "a row every month", "1 gap", "after 2026-02-01");
  }

  @Test
  void daysThatAreNoMonthsApartAreRefusedForInsertion() {
    Refusal.of(
        () -> sorted(frame("2026-01-01", "2026-02-01", "2026-03-15"), Gaps.INSERT),
        "only where times are regular",
        "31 days");
    Frame quarters = frame("2026-01-01", "2026-04-01", "2026-07-01", "2026-08-01");
    Refusal.of(() -> sorted(quarters, Gaps.INSERT), "the usual one, 3 months");
  }
}
