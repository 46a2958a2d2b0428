package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.data.table.Chunks.Row;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times that are spread over several columns. */
class TimePartsTest {
  private static final Frame DAYS =
      Frame.of("y", 5, 6, 7, 8)
          .with("year", 2024, 2023, 2024, 2024)
          .with("month", 2, 12, 3, 2)
          .with("day", 29, 31, 1, 28);

  private static TableDataset all(Frame frame, Roles roles) {
    return TableDataset.of(frame, roles.withScale(Scaling.NONE), SplitPlan.NONE);
  }

  private static List<String> times(Frame frame, String... names) {
    EncodedTable table = all(frame, Roles.of("y").withTime(names)).codec().encode(frame);
    return IntStream.range(0, table.length(0)).mapToObj(step -> table.timeText(0, step)).toList();
  }

  @Test
  void daysOfYearAndMonthAreDates() {
    assertEquals(
        List.of("2023-12-31", "2024-02-28", "2024-02-29", "2024-03-01"),
        times(DAYS, "year", "month", "day"));
  }

  @Test
  void monthsAreTheirFirstDays() {
    Frame frame = Frame.of("y", 5, 6, 7).with("a", 2024, 2024, 2025).with("b", 11, 12, 1);
    assertEquals(List.of("2024-11-01", "2024-12-01", "2025-01-01"), times(frame, "a", "b"));
  }

  @Test
  void shorterUnitsMakeDatesWithTimes() {
    Frame frame = DAYS.with("h", 1, 2, 3, 4).with("m", 0, 0, 30, 0).with("s", 0, 0, 15, 0);
    assertEquals(
        List.of("2023-12-31T02:00:00", "2024-03-01T03:00:00"),
        pick(times(frame, "year", "month", "day", "h")));
    assertEquals(
        List.of("2023-12-31T02:00:00", "2024-03-01T03:30:15"),
        pick(times(frame, "year", "month", "day", "h", "m", "s")));
    Frame dates = Frame.of("y", 5, 6, 7).withText("d", "2024-01-01", "2024-01-02", "2024-01-02");
    Refusal.of(() -> times(dates.with("h", 23, 0, 1), "d", "h"), "no time together", "text in");
  }

  private static List<String> pick(List<String> times) {
    return List.of(times.get(0), times.get(3));
  }

  @Test
  void datesGoWithHoursAndWithTimesOfDay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bikes.csv");
    Files.writeString(
        file,
        """
        date,hour,clock,y
        2024-01-02,0,00:15,1
        2024-01-01,22,22:45:30,2
        2024-01-01,23,23:00,3
        """);
    Wanted wanted = Roles.of("y").withTime("date", "hour", "clock").wanted();
    assertEquals(As.ANY, wanted.of("clock"));
    Frame frame = Frames.read(file, wanted).frame();
    assertEquals(
        List.of("2024-01-01T22:00:00", "2024-01-01T23:00:00", "2024-01-02T00:00:00"),
        times(frame, "date", "hour"));
    assertEquals(
        List.of("2024-01-01T22:45:30", "2024-01-01T23:00:00", "2024-01-02T00:15:00"),
        times(frame, "date", "clock"));
  }

  /** Where a column has no role of its own, it only tells the time. */
  @Test
  void columnsAreInputsOnlyIfTheyAreNamedSo() {
    Roles roles = Roles.of("y").withTime("year", "month", "day");
    assertEquals(1, all(DAYS, roles).shape().inputFeatures());
    Roles known = roles.withCategories("month").withKnown("month", "day");
    TableDataset data = all(DAYS, known);
    assertEquals(List.of("y", "day", "month"), names(data));
    Row first = Chunks.rows(data.training()).get(0);
    assertEquals(List.of(6f, 31f, 28f), first.inputs().get(0).subList(0, 3));
    assertTrue(all(DAYS, known.withInputs("y")).shape().equals(data.shape()));
  }

  private static List<String> names(TableDataset data) {
    return data.codec().columns().stream().map(TableInput::name).toList();
  }

  /** The calendar of later rows follows from any known part of the time. */
  @Test
  void theCalendarIsKnownIfAPartOfTheTimeIs() {
    Roles roles = Roles.of("y").withTime("year", "month", "day").withInputs("y");
    Roles cycle = roles.withCalendar(Calendar.WEEKDAY);
    assertEquals(3, all(DAYS, cycle).shape().inputFeatures());
    assertEquals(1 + 2 + 4, all(DAYS, cycle.withKnown("day")).shape().inputFeatures());
  }

  @Test
  void whatMakesNoTimeIsRefused() {
    String fault = "The columns of --time make no time together.";
    Refusal.of(() -> times(DAYS, "day", "month", "year"), fault, "29,2,2024", "row 1");
    Refusal.of(() -> times(DAYS, "year", "day", "month"), fault, "2024,29,2", "row 1");
    Frame halves = Frame.of("y", 1, 2).with("a", 2024, 2024).with("b", 1, 1.5);
    Refusal.of(() -> times(halves, "a", "b"), fault, "1.5 in column 'b'", "row 2");
    Frame far = Frame.of("y", 1, 2).with("a", 2024, 12024).with("b", 1, 1);
    Refusal.of(() -> times(far, "a", "b"), fault, "12024,1", "row 2");
    Frame words = Frame.of("y", 1, 2).with("a", 2024, 2024).withText("b", "Jan", "Feb");
    Refusal.of(() -> times(words, "a", "b"), fault, "year,month,day");
    Frame gone = Frame.of("y", 1, 2).with("a", 2024, 2024).with("b", 1, Double.NaN);
    Refusal.of(() -> times(gone, "a", "b"), "no time", "'b'", "row 2");
    Frame more = DAYS;
    String[] names = new String[7];
    for (int i = 0; i < names.length; i++) {
      names[i] = "n" + i;
      more = more.with(names[i], 1, 2, 3, 4);
    }
    Frame many = more;
    Refusal.of(() -> times(many, names), fault, "7 columns");
    Refusal.of(() -> Roles.of("y").withTime("a", "a"), "--time", "named once");
    Refusal.of(() -> Roles.of("y").withTime("y", "a"), "two roles", "--time");
  }

  @Test
  void gapsAndRepetitionsNameAllColumns() {
    Roles roles = Roles.of("y").withTime("year", "month", "day").withGaps(Gaps.REFUSE);
    Refusal.of(() -> all(DAYS, roles), "gaps in time", "'year,month,day'", "after 2023-12-31");
    Frame twice = Frame.of("y", 1, 2).with("year", 2024, 2024).with("month", 1, 1);
    Refusal.of(
        () -> all(twice, Roles.of("y").withTime("year", "month")),
        "the same time",
        "2024-01-01",
        "'year,month'");
  }
}
