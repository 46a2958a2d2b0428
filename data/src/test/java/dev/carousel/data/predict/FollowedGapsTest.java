package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Calendar;
import dev.carousel.data.table.Gaps;
import dev.carousel.data.table.Missing;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gaps between rows that come one by one, where months and days are not of one length. */
class FollowedGapsTest {
  private static final int ROWS = 40;
  private static final IntPredicate IS_MISSING = i -> i > 3 && i % 9 >= 7;

  /** How far apart rows are. */
  private enum Spacing {
    MONTHS(i -> LocalDate.of(2020, 1, 1).plusMonths(i)),
    MONTH_ENDS(i -> LocalDate.of(2020, 2, 1).plusMonths(i).minusDays(1)),
    THIRTIETHS(i -> LocalDate.of(2020, 1, 30).plusMonths(i)),
    QUARTERS(i -> LocalDate.of(2020, 1, 1).plusMonths(3L * i)),
    YEARS(i -> LocalDate.of(1980, 2, 29).plusYears(i)),
    DAYS_WITH_CHANGES_OF_THE_CLOCK(
        i -> midnight(LocalDate.of(2026, 3, 10).plusDays(i), "Europe/Berlin")),
    DAYS_THAT_BEGIN_WITH_A_CHANGE(
        i -> midnight(LocalDate.of(2026, 3, 29).plusDays(i), "Europe/Berlin")),
    MONTHS_WITH_CHANGES_OF_THE_CLOCK(
        i -> midnight(LocalDate.of(2023, 1, 1).plusMonths(i), "America/New_York"));

    private final IntFunction<Object> time;

    Spacing(IntFunction<Object> time) {
      this.time = time;
    }

    private static String midnight(LocalDate day, String zone) {
      ZonedDateTime time = day.atStartOfDay(ZoneId.of(zone));
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    Frame frame(IntPredicate isMissing) {
      int[] kept = IntStream.range(0, ROWS).filter(isMissing.negate()).toArray();
      return Frame.of("x", IntStream.of(kept).mapToDouble(i -> Math.sin(i / 5.0)).toArray())
          .withText("time", IntStream.of(kept).mapToObj(i -> text(i)).toArray(String[]::new));
    }

    boolean changesClock() {
      return text(0).contains("T");
    }

    String text(int i) {
      return String.valueOf(time.apply(i));
    }
  }

  private final Engine engine = Engines.fused(1);

  @AfterEach
  void close() {
    engine.close();
  }

  private Predictor predictor(Frame frame, Gaps gaps) {
    Roles roles =
        Roles.of("x")
            .withTime("time")
            .withCalendar(Calendar.YEARDAY)
            .withGaps(gaps)
            .withMissing(Missing.MASK);
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0));
    Network network = Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(3));
    return Predictor.of(network.bind(network.initialParameters(7)), data.codec());
  }

  private static Map<String, Object> row(Frame frame, int row) {
    Map<String, Object> cells = new HashMap<>();
    frame.columns().forEach(column -> cells.put(column.name(), column.text(row)));
    return cells;
  }

  @ParameterizedTest
  @EnumSource
  void areFilledAsInATable(Spacing spacing) {
    Frame gaps = spacing.frame(IS_MISSING);
    Predictor predictor = predictor(gaps, Gaps.INSERT);
    Map<Integer, NumberPrediction> batch = new HashMap<>();
    predictor.predict(gaps).forEach(p -> batch.put(p.place().origin(), (NumberPrediction) p));
    assertEquals(ROWS, batch.size(), "a prediction from each row, those of gaps too");
    Follower follower = predictor.follow();
    int at = 0;
    for (int row = 0; row < gaps.rows(); row++, at++) {
      while (IS_MISSING.test(at)) {
        at++;
      }
      List<Prediction> made = follower.next(row(gaps, row));
      NumberPrediction one = (NumberPrediction) made.get(0);
      NumberPrediction expected = Objects.requireNonNull(batch.get(at));
      assertEquals(expected.values(), one.values(), "after row " + at);
      if (at > 0 && !spacing.changesClock()) { // of which a row alone does not tell
        assertEquals(expected.place().time(), one.place().time(), "after row " + at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNoneWhereNoRowIsMissing(Spacing spacing) {
    Frame whole = spacing.frame(i -> false);
    Follower strict = predictor(whole, Gaps.REFUSE).follow();
    for (int row = 0; row < ROWS; row++) {
      assertEquals(1, strict.next(row(whole, row)).size());
    }
    int later = ROWS + 1; // one is missing
    Refusal refusal =
        Refusal.of(
            () -> strict.next(Map.of("x", "0", "time", spacing.text(later))),
            "A row is missing in time.",
            "(--gaps refuse)");
    if (!spacing.changesClock()) {
      assertTrue(
          refusal.message().contains("expected: the time " + spacing.text(ROWS)), refusal::message);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cannotBeFilledBetweenOddTimes(Spacing spacing) {
    Frame whole = spacing.frame(i -> false);
    Follower follower = predictor(whole, Gaps.INSERT).follow();
    follower.read(whole);
    String odd = spacing.changesClock() ? "2030-01-01T07:30:00Z" : "2050-05-17";
    Refusal.of(
        () -> follower.next(Map.of("x", "0", "time", odd)),
        "A gap in time cannot be filled.",
        "at the usual distance (--gaps insert)");
  }
}
