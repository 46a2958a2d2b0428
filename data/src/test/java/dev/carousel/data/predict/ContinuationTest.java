package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.table.Calendar;
import dev.carousel.data.table.Gaps;
import dev.carousel.data.table.Missing;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.ScaleBy;
import dev.carousel.data.table.Scaling;
import dev.carousel.data.table.ShortGroups;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Going on from the states gives the bits of reading the whole table again for each row. */
class ContinuationTest {
  private final Engine engine = Engines.fused(1);

  @AfterEach
  void close() {
    engine.close();
  }

  /**
   * Three meters, of 40, 33 and 20 days that begin on different days, mixed row by row; constants
   * by meter, and three levels as words and as numbers.
   */
  private static Frame meters() {
    int[] lengths = {40, 33, 20};
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int g = 0; g < 3; g++) {
        if (i < lengths[g]) {
          rows.add(new int[] {g, i});
        }
      }
    }
    UnaryOperator<int[]> same = row -> row;
    List<int[]> all = rows.stream().map(same).toList();
    String[] meter = all.stream().map(row -> "m" + row[0]).toArray(String[]::new);
    double[] load = all.stream().mapToDouble(row -> load(row[0], row[1])).toArray();
    double[] level = all.stream().mapToDouble(row -> row[1] * row[1] % 3).toArray();
    return Frame.of("load", load)
        .with("twin", all.stream().mapToDouble(row -> 3 * Math.cos(row[1] / 4.0)).toArray())
        .withText("meter", meter)
        .withText(
            "day",
            all.stream()
                .map(row -> LocalDate.of(2024, 1, 1).plusDays(row[1] + 3L * row[0]).toString())
                .toArray(String[]::new))
        .with("level", level)
        .withText(
            "sky",
            Arrays.stream(level)
                .mapToObj(l -> l == 0 ? "sun" : l == 1 ? "rain" : "fog")
                .toArray(String[]::new))
        .withText(
            "region",
            all.stream().map(row -> row[0] == 1 ? "coast" : "hills").toArray(String[]::new))
        .with("size", all.stream().mapToDouble(row -> 4 + 3.5 * row[0]).toArray());
  }

  private static double load(int meter, int day) {
    return Math.pow(10, meter + 1) + 9 * Math.sin(day / 5.0) + day % 7;
  }

  /** The same without some cells: of numbers, of the sky, and of constants, one of them wholly. */
  private static Frame holes() {
    Frame whole = meters();
    List<Column> columns = new ArrayList<>();
    for (Column column : whole.columns()) {
      int step = column.name().length() + 2;
      boolean isKept = List.of("meter", "day").contains(column.name());
      boolean isConstant = List.of("region", "size").contains(column.name());
      String[] meter = new String[whole.rows()];
      Arrays.setAll(meter, row -> whole.column("meter").text(row));
      boolean[] gone = new boolean[whole.rows()];
      for (int row = 0; row < gone.length && !isKept; row++) {
        gone[row] = row % step == 3 || (isConstant && (meter[row].equals("m2") || row < 9));
      }
      columns.add(without(column, gone));
    }
    return Frame.of("holes", columns, whole.identity());
  }

  private static Column without(Column column, boolean... gone) {
    if (column instanceof NumberColumn numbers) {
      double[] values = numbers.values().clone();
      for (int row = 0; row < gone.length; row++) {
        values[row] = gone[row] ? Double.NaN : values[row];
      }
      return new NumberColumn(column.name(), values);
    }
    @Nullable String[] cells = new @Nullable String[gone.length];
    Arrays.setAll(cells, row -> gone[row] ? null : column.text(row));
    return TextColumn.of(column.name(), cells);
  }

  /** Without some rows. */
  private static Frame rows(Frame frame, int... kept) {
    List<Column> columns = new ArrayList<>();
    for (Column column : frame.columns()) {
      columns.add(
          column instanceof NumberColumn numbers
              ? new NumberColumn(
                  column.name(), IntStream.of(kept).mapToDouble(r -> numbers.values()[r]).toArray())
              : TextColumn.of(
                  column.name(), IntStream.of(kept).mapToObj(column::text).toArray(String[]::new)));
    }
    return Frame.of("rows", columns, frame.identity());
  }

  private void assertSame(Frame frame, Roles roles, int steps) {
    assertSame(frame, frame, roles, steps, false);
  }

  private void assertSame(
      Frame trained, Frame frame, Roles roles, int steps, boolean isBidirectional) {
    TableDataset data =
        TableDataset.of(trained, roles.withShortGroups(ShortGroups.SKIP), SplitPlan.of(0));
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), Cells.lstm())
            .units(5)
            .layers(2)
            .bidirectional(isBidirectional);
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(7));
    Predictor predictor = Predictor.of(bound, data.codec());
    List<Prediction> expected = new ReadingAgain(bound, predictor.codec(), steps).of(frame);
    List<Prediction> found = predictor.beyond(frame, steps);
    assertFalse(expected.isEmpty());
    assertEquals(expected, found);
    Continuation beyond = predictor.read(frame).beyond(steps);
    assertEquals(found.size(), beyond.count());
    assertEquals(
        found.stream().map(each -> each.place().sequence()).distinct().count(), beyond.groups());
  }

  private static Roles load() {
    return Roles.of("load").withInputs("load").withGroup("meter").withTime("day");
  }

  /** Windows or none, every number of rows ahead and at once. */
  @ParameterizedTest
  @ValueSource(strings = {"1 1", "1 3", "2 1", "3 2", "1 11"})
  void anyRowsAheadAndAtOnce(String kind) {
    int ahead = Integer.parseInt(kind.split(" ", 2)[0]);
    int horizon = Integer.parseInt(kind.split(" ", 2)[1]);
    Roles roles = load().withAhead(ahead).withHorizon(horizon);
    for (Roles each :
        List.of(
            roles, roles.withWindow(1), roles.withWindow(6), roles.withWindow(4).withEveryStep())) {
      assertSame(meters(), each, 9);
      assertSame(meters(), each.withCalendar(Calendar.WEEKDAY, Calendar.YEARDAY), 7);
      assertSame(meters(), each, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void anyScale(Scaling scale) {
    assertSame(meters(), load().withScale(scale), 6);
    assertSame(meters(), load().withScale(scale).withScaleBy(ScaleBy.GROUP).withWindow(5), 6);
    int[] first = IntStream.range(0, meters().rows()).filter(r -> r % 2 == 0).toArray();
    Frame strangers = rows(meters(), first).withText("other", "x".repeat(first.length).split(""));
    assertSame(
        strangers,
        meters(),
        load().withScale(scale).withScaleBy(ScaleBy.GROUP).withGaps(Gaps.KEEP),
        5,
        false);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void classesCategoriesConstantsAndSeveralTargets(int window) {
    Roles sky =
        Roles.of("sky")
            .withCategories("sky")
            .withStatics("region", "size")
            .withInputs("size")
            .withGroup("meter")
            .withTime("day")
            .withAhead(1)
            .withCalendar(Calendar.WEEKDAY);
    Roles level =
        Roles.of("level").withInputs("level").withClasses().withGroup("meter").withAhead(2);
    Roles category = level.withInputs("size").withCategories("level").withStatics("size");
    Roles own = load().withCategories("meter").withStatics("region");
    Roles two = Roles.of("twin", "load").withInputs("load", "twin").withGroup("meter");
    for (Roles roles : List.of(sky, level, category, own, two, two.withTime("day"))) {
      Roles each = window > 0 ? roles.withWindow(window) : roles;
      assertSame(meters(), each, 5);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Missing.class, mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
  void anyRuleForMissingCells(Missing missing) {
    Roles roles =
        load()
            .withStatics("size", "region")
            .withCategories("meter")
            .withMissing(missing)
            .withCalendar(Calendar.MONTH);
    for (Roles each : List.of(roles, roles.withWindow(5), roles.withHorizon(3))) {
      assertSame(holes(), each, 8);
      int[] kept = IntStream.range(0, holes().rows()).filter(r -> r % 7 != 3).toArray();
      assertSame(rows(meters(), kept), each.withGaps(Gaps.INSERT), 8);
    }
  }

  @Test
  void timesOfAnyKind() {
    double[] x = IntStream.range(0, 30).mapToDouble(i -> load(0, i)).toArray();
    Frame months =
        Frame.of("x", x)
            .withText(
                "t",
                IntStream.range(0, 30)
                    .mapToObj(i -> LocalDate.of(2022, 1, 1).plusMonths(i + 1L).minusDays(1) + "")
                    .toArray(String[]::new));
    Frame seconds =
        Frame.of("x", x)
            .with("t", IntStream.range(0, 30).mapToDouble(i -> 1.7e9 + 900 * i).toArray());
    Frame parts =
        Frame.of("x", x)
            .with("year", IntStream.range(0, 30).mapToDouble(i -> 2024).toArray())
            .with("month", IntStream.range(0, 30).mapToDouble(i -> 2 + i / 29).toArray())
            .with("day", IntStream.range(0, 30).mapToDouble(i -> 1 + i % 29).toArray());
    Roles plain = Roles.of("x").withInputs("x");
    Roles roles = plain.withCalendar(Calendar.MONTH, Calendar.WEEKDAY);
    assertSame(months, roles.withTime("t"), 14);
    assertSame(parts, roles.withTime("year", "month", "day"), 14);
    assertSame(parts, roles.withTime("year", "month", "day").withWindow(3).withHorizon(2), 14);
    assertSame(Frame.of("x", x), plain, 14);
    assertSame(seconds, plain.withTime("t"), 14);
    assertSame(months, roles.withTime("t").withKnown("t").withHorizon(3), 14);
    assertSame(months, roles.withTime("t").withKnown("t").withWindow(4), 14);
  }

  /** Loads end ten days before the price, the plan and the calendar do. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void inputsThatAreKnownBeforehand(int window) {
    Frame whole = meters();
    boolean[] gone = new boolean[whole.rows()];
    int[] lengths = {40, 33, 20};
    int[] seen = new int[3];
    for (int row = 0; row < gone.length; row++) {
      int g = whole.column("meter").text(row).charAt(1) - '0';
      gone[row] = seen[g]++ >= lengths[g] - 10;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : whole.columns()) {
      boolean isEmpty = List.of("load", "size").contains(column.name());
      columns.add(isEmpty ? without(column, gone) : column);
    }
    Frame open = Frame.of("open", columns, whole.identity());
    Roles roles =
        load()
            .withKnown("twin", "sky")
            .withStatics("size", "region")
            .withMissing(Missing.MASK)
            .withCategories("meter")
            .withCalendar(Calendar.WEEKDAY);
    for (Roles each :
        List.of(roles, roles.withHorizon(3), roles.withAhead(2), roles.withKnown("twin", "day"))) {
      assertSame(whole, open, window > 0 ? each.withWindow(window) : each, 8, false);
    }
  }

  /** More groups than are read at once, of many lengths; some cannot be predicted, or only once. */
  @Test
  void manyGroups() {
    List<String> groups = new ArrayList<>();
    for (int g = 0; g < 75; g++) {
      for (int i = 0; i < (g == 50 ? 300 : 1 + g * 13 % 37); i++) {
        groups.add("g" + g);
      }
    }
    double[] x = IntStream.range(0, groups.size()).mapToDouble(i -> load(0, i)).toArray();
    Frame frame = Frame.of("x", x).withText("g", groups.toArray(String[]::new));
    Roles roles = Roles.of("x").withGroup("g");
    assertSame(frame, roles, 3);
    assertSame(frame, roles.withWindow(6).withHorizon(2), 5);
    assertSame(frame, roles.withWindow(6).withAhead(3), 3);
  }

  /** Both ways: with windows, and across the borders of the segments without. */
  @Test
  void aNetworkThatReadsBothWays() {
    double[] x = IntStream.range(0, 1022).mapToDouble(i -> load(0, i)).toArray();
    Frame frame = Frame.of("x", x);
    assertSame(frame, frame, Roles.of("x").withWindow(5).withHorizon(2), 5, true);
    assertSame(frame, frame, Roles.of("x"), 5, true);
    assertSame(frame, frame, Roles.of("x").withAhead(3), 8, true);
    Frame two =
        Frame.of("x", Arrays.copyOf(x, 30))
            .withText("g", "aaaaabbbbbbbbbbbbbbbbbbbbbbbbb".split(""));
    assertSame(two, two, Roles.of("x").withGroup("g"), 4, true);
  }

  /**
   * A group with fewer rows than the network predicts ahead has no prediction of the first row
   * beyond its end, so that nothing can be read on from there.
   */
  @Test
  void aGroupWithoutAPredictionOfItsNextRowStops() {
    Frame frame = Frame.of("x", 1, 2, 3, 4, 5, 6, 7).withText("g", "aaaaaab".split(""));
    TableDataset data =
        TableDataset.of(
            frame,
            Roles.of("x").withGroup("g").withAhead(3).withShortGroups(ShortGroups.SKIP),
            SplitPlan.of(0));
    Network network = Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(3));
    Predictor predictor = Predictor.of(network.bind(network.initialParameters(7)), data.codec());
    List<Prediction> found = predictor.beyond(frame, 5);
    assertEquals(
        List.of("a 1", "a 2", "a 3", "a 4", "a 5", "b 3"),
        found.stream().map(each -> each.place().group() + " " + each.place().step()).toList());
    assertEquals(6, predictor.read(frame).beyond(5).count());
    assertEquals(5, predictor.read(frame).beyond(2).count() + 3);
    assertEquals(1, predictor.read(frame).beyond(2).groups());
  }

  @Test
  void timesThatCannotGoOnAreRefusedBeforeTheFirstRow() {
    Frame late = Frame.of("x", 1, 2, 1).withText("t", "2261-01-01", "2261-01-02", "2261-01-03");
    Refusal.of(
        () -> predictor(late, Roles.of("x").withTime("t")).read(late).beyond(500),
        "The time of a later row is out of range.",
        "the years 1678 to 2261");
    Frame one =
        Frame.of("x", 1, 2).withText("t", "2026-01-01", "2026-01-02").withText("g", "a", "b");
    Frame two =
        Frame.of("x", 1, 2, 3, 4)
            .withText("t", "2026-01-01", "2026-01-02", "2026-01-01", "2026-01-02")
            .withText("g", "a", "a", "b", "b");
    Roles roles = Roles.of("x").withTime("t").withGroup("g");
    Predictor timed = predictor(two, roles.withCalendar(Calendar.WEEKDAY));
    assertEquals(2, timed.beyond(one, 1).size());
    Refusal.of(() -> timed.beyond(one, 2), "The times beyond the end of the table are not known.");
    List<Prediction> without = predictor(two, roles).beyond(one, 3);
    assertEquals(6, without.size());
    assertTrue(without.stream().allMatch(each -> each.place().time().isEmpty()));
  }

  @Test
  void moreStepsThanCanBeCountedAreRefused() {
    Frame frame = Frame.of("x", 1, 2, 1, 2);
    Predictor predictor = predictor(frame, Roles.of("x"));
    Refusal.of(() -> predictor.beyond(frame, 0), "number of steps", "at least 1", "0");
    Refusal.of(
        () -> predictor.read(frame).beyond(Integer.MAX_VALUE),
        "number of steps",
        "at most " + (Integer.MAX_VALUE - 6));
    assertEquals(2_000_000_000L, predictor.read(frame).beyond(2_000_000_000).count());
  }

  /** Predictions are handed on as they are made: whoever takes them may stop. */
  @Test
  void predictionsAreMadeOneByOne() {
    Frame frame = Frame.of("x", 1, 2, 1, 2);
    Continuation beyond = predictor(frame, Roles.of("x")).read(frame).beyond(2_000_000_000);
    int[] count = new int[1];
    IllegalStateException enough = new IllegalStateException("enough");
    IllegalStateException thrown =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalStateException.class,
            () ->
                beyond.forEach(
                    each -> {
                      if (++count[0] == 50) {
                        throw enough;
                      }
                    }));
    assertEquals(enough, thrown);
  }

  private Predictor predictor(Frame frame, Roles roles) {
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0));
    Network network = Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(3));
    return Predictor.of(network.bind(network.initialParameters(7)), data.codec());
  }
}
