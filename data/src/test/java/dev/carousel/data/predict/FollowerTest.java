package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowerTest {
  private static final int ROWS = 60;

  private final Engine engine = Engines.fused(1);

  @AfterEach
  void close() {
    engine.close();
  }

  /** Two meters in turn, day by day, with a sky, a price, and a region that is constant. */
  private static Frame meters() {
    double[] load = new double[ROWS];
    double[] price = new double[ROWS];
    String[] meter = new String[ROWS];
    String[] day = new String[ROWS];
    String[] sky = new String[ROWS];
    String[] region = new String[ROWS];
    double[] size = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      load[row] = (row % 2 == 0 ? 1000 : 10) + 9 * Math.sin(row / 5.0);
      price[row] = 3 + Math.cos(row / 3.0);
      meter[row] = row % 2 == 0 ? "north" : "south";
      day[row] = LocalDate.of(2024, 1, 1).plusDays(row / 2).toString();
      sky[row] = row * row % 3 == 0 ? "sun" : "rain";
      region[row] = row % 2 == 0 ? "hills" : "coast";
      size[row] = row % 2 == 0 ? 4 : 7;
    }
    return Frame.of("load", load)
        .with("price", price)
        .withText("meter", meter)
        .withText("day", day)
        .withText("sky", sky)
        .withText("region", region)
        .with("size", size);
  }

  /** The same with missing cells, but in the first rows, the constants and the columns kept. */
  private static Frame holes(String... kept) {
    List<Column> columns = new ArrayList<>();
    Frame whole = meters();
    for (Column column : whole.columns()) {
      boolean isWhole =
          List.of("meter", "day", "region", "size").contains(column.name())
              || List.of(kept).contains(column.name());
      if (isWhole) {
        columns.add(column);
      } else if (column instanceof NumberColumn numbers) {
        double[] values = numbers.values().clone();
        for (int row = 5; row < ROWS; row += column.name().length() + 2) {
          values[row] = Double.NaN;
        }
        columns.add(new NumberColumn(column.name(), values));
      } else {
        @Nullable String[] cells = new @Nullable String[ROWS];
        for (int row = 0; row < ROWS; row++) {
          cells[row] = row % 11 == 7 ? null : column.text(row);
        }
        columns.add(TextColumn.of(column.name(), cells));
      }
    }
    return Frame.of("holes", columns, whole.identity());
  }

  private Predictor predictor(Frame frame, Roles roles) {
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0));
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(6).layers(2));
    return Predictor.of(network.bind(network.initialParameters(7)), data.codec());
  }

  private static Map<String, @Nullable Object> row(Frame frame, int row) {
    Map<String, @Nullable Object> cells = new HashMap<>();
    for (Column column : frame.columns()) {
      if (!column.isMissing(row)) {
        cells.put(
            column.name(),
            column instanceof NumberColumn numbers ? numbers.values()[row] : column.text(row));
      }
    }
    return cells;
  }

  /** What is predicted, by group, origin and step of the horizon. */
  private static String key(Prediction each) {
    Place place = each.place();
    return place.group() + " " + place.origin() + " " + place.target() + " " + place.step();
  }

  private static Object content(Prediction each) {
    return each instanceof NumberPrediction numbers
        ? List.of(numbers.values(), numbers.quantiles())
        : List.of(((ClassPrediction) each).name(), ((ClassPrediction) each).probabilities());
  }

  /** Each row's answer must be the prediction from that row of the whole table. */
  private void assertSame(Frame frame, Roles roles) {
    Predictor predictor = predictor(frame, roles);
    Map<String, Object> batch = new HashMap<>();
    Map<String, String> times = new HashMap<>();
    predictor
        .predict(frame)
        .forEach(
            each -> {
              batch.put(key(each), content(each));
              times.put(key(each), each.place().time());
            });
    Follower follower = predictor.follow();
    int made = 0;
    for (int row = 0; row < frame.rows(); row++) {
      for (Prediction each : follower.next(row(frame, row))) {
        assertEquals(batch.get(key(each)), content(each), key(each));
        String time = each.place().time();
        assertTrue(
            time.equals(times.get(key(each))) || (time.isEmpty() && each.place().origin() == 0),
            () -> key(each) + " at " + time + ", not " + times.get(key(each)));
        made++;
      }
    }
    assertEquals(batch.size(), made);
    assertEquals(frame.rows(), follower.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "window", "horizon", "every", "same"})
  void eachAnswerHasTheBitsOfThePredictionFromAllRows(String kind) {
    Roles roles = Roles.of("load").withGroup("meter").withTime("day");
    roles =
        switch (kind) {
          case "window" -> roles.withWindow(5);
          case "horizon" -> roles.withWindow(4).withHorizon(3);
          case "every" -> roles.withWindow(6).withEveryStep();
          case "same" -> Roles.of("load").withInputs("price").withAhead(0);
          default -> roles;
        };
    assertSame(meters(), roles);
    assertSame(meters(), roles.withScaleBy(ScaleBy.ALL).withScale(Scaling.LOG));
    if (!kind.equals("same")) {
      assertSame(meters(), roles.withScaleBy(ScaleBy.GROUP));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void classesCategoriesAndTheCalendarAreReadAsInATable(int window) {
    Roles roles =
        Roles.of("sky")
            .withInputs("load", "price")
            .withCategories("sky")
            .withStatics("region", "size")
            .withGroup("meter")
            .withTime("day")
            .withAhead(1)
            .withCalendar(Calendar.WEEKDAY, Calendar.YEARDAY);
    roles = window > 0 ? roles.withWindow(window) : roles;
    assertSame(meters(), roles);
    // A category alone: no numbers at all.
    Roles alone = Roles.of("load").withInputs("load").withCategories("sky").withHorizon(2);
    assertSame(meters(), window > 0 ? alone.withWindow(window) : alone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CARRY", "MEAN", "MASK"})
  void missingCellsAreFilledByTheRuleOfTheModel(String missing) {
    Roles roles =
        Roles.of("load")
            .withGroup("meter")
            .withTime("day")
            .withCategories("sky")
            .withStatics("region", "size")
            .withMissing(Missing.valueOf(missing));
    assertSame(holes(), roles);
    assertSame(holes(), roles.withWindow(4).withScaleBy(ScaleBy.GROUP).withScale(Scaling.ROBUST));
  }

  @Test
  void rowsAreInsertedInGapsAsInATable() {
    Frame whole = meters();
    int[] kept = IntStream.range(0, ROWS).filter(row -> row < 12 || row % 7 != 3).toArray();
    List<Column> columns = new ArrayList<>();
    for (Column column : whole.columns()) {
      columns.add(
          column instanceof NumberColumn numbers
              ? new NumberColumn(
                  column.name(), IntStream.of(kept).mapToDouble(r -> numbers.values()[r]).toArray())
              : TextColumn.of(
                  column.name(), IntStream.of(kept).mapToObj(column::text).toArray(String[]::new)));
    }
    Frame gaps = Frame.of("gaps", columns, whole.identity());
    Roles roles =
        Roles.of("load")
            .withGroup("meter")
            .withTime("day")
            .withGaps(Gaps.INSERT)
            .withMissing(Missing.MASK);
    Roles constants = roles.withCategories("meter", "sky").withStatics("region", "size");
    for (Roles each : List.of(roles, roles.withWindow(3), constants, constants.withWindow(3))) {
      Predictor predictor = predictor(gaps, each);
      Map<String, Object> batch = new HashMap<>();
      predictor.predict(gaps).forEach(one -> batch.put(key(one), content(one)));
      Follower follower = predictor.follow();
      int made = 0;
      for (int row = 0; row < gaps.rows(); row++) {
        for (Prediction one : follower.next(row(gaps, row))) {
          assertEquals(batch.get(key(one)), content(one), key(one));
          made++;
        }
      }
      assertTrue(made < batch.size(), "inserted rows are not answered");
      assertTrue(made >= gaps.rows() - 4, () -> batch.size() + " in all");
    }
    Follower strict = predictor(whole, roles.withGaps(Gaps.REFUSE)).follow();
    Refusal.of(
        () -> {
          for (int row = 0; row < gaps.rows(); row++) {
            strict.next(row(gaps, row));
          }
        },
        "A row is missing in time.",
        "--gaps refuse",
        "row 19");
  }

  @Test
  void labelsAreThoseOfGroupsThatEndAtTheRow() {
    Frame frame = meters();
    Roles roles = Roles.of("region").withInputs("load").withGroup("meter");
    Predictor predictor = predictor(frame, roles);
    Follower follower = predictor.follow();
    Map<String, Object> last = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      Prediction made = follower.next(row(frame, row)).get(0);
      last.put(made.place().group(), content(made));
    }
    for (Prediction each : predictor.predict(frame)) {
      assertEquals(content(each), last.get(each.place().group()));
    }
    assertEquals(2, follower.groups());
  }

  @Test
  void theRowsSoFarBringTheStateUpToDate() {
    Frame frame = meters();
    Roles roles = Roles.of("load").withGroup("meter").withTime("day");
    Roles calendar = roles.withCalendar(Calendar.WEEKDAY).withKnown("day");
    for (Roles each : List.of(roles, roles.withWindow(6), calendar)) {
      Predictor predictor = predictor(frame, each);
      Follower all = predictor.follow();
      Follower late = predictor.follow();
      List<Column> past = new ArrayList<>();
      for (Column column : frame.columns()) {
        past.add(
            column instanceof NumberColumn numbers
                ? new NumberColumn(column.name(), Arrays.copyOf(numbers.values(), 40))
                : TextColumn.of(
                    column.name(),
                    IntStream.range(0, 40).mapToObj(column::text).toArray(String[]::new)));
      }
      late.read(Frame.of("past", past, frame.identity()));
      assertEquals(40, late.rows());
      if (each == calendar) {
        Refusal.of(() -> all.next(row(frame, 0)), "The times of later rows are not known yet.");
        all.read(Frame.of("past", past, frame.identity()));
      }
      for (int row = each == calendar ? 40 : 0; row < ROWS; row++) {
        List<Prediction> made = all.next(row(frame, row));
        if (row >= 40) {
          assertEquals(made, late.next(row(frame, row)));
        }
      }
    }
  }

  @Test
  void aRowThatIsRefusedChangesNothing() {
    Frame frame = meters();
    Roles roles = Roles.of("load").withInputs("load").withGroup("meter").withTime("day");
    Predictor predictor = predictor(frame, roles.withStatics("size"));
    Follower follower = predictor.follow();
    Follower undisturbed = predictor.follow();
    for (int row = 0; row < 20; row++) {
      follower.next(row(frame, row));
      undisturbed.next(row(frame, row));
    }
    refuses(follower, "load", null, "nothing in column 'load'", "row 21");
    refuses(follower, "load", "high", "not a finite number", "'high'", "column 'load'");
    refuses(follower, "load", Double.POSITIVE_INFINITY, "not a finite number");
    refuses(follower, "load", 1e300, "too far from those of the training part", "1.0E300");
    refuses(follower, "meter", null, "A row of the table has no group.");
    refuses(follower, "meter", "x".repeat(2000), "The name of a group is too long.");
    refuses(follower, "day", null, "A row of the table has no time.");
    refuses(follower, "day", "soon", "is not a time", "a date such as", "'soon'");
    refuses(follower, "day", "2024-01-10", "A row comes too late.", "after 2024-01-10", "north");
    refuses(follower, "size", 5, "Column 'size' changes within a group.", "4", "5");
    assertEquals(20, follower.rows());
    assertEquals(undisturbed.next(row(frame, 20)), follower.next(row(frame, 20)));
  }

  private static void refuses(
      Follower follower, String column, @Nullable Object cell, String... told) {
    Map<String, @Nullable Object> row = row(meters(), 20);
    row.put(column, cell);
    Refusal.of(() -> follower.next(row), told);
  }

  @Test
  void timesMayBeOfSeveralColumns() {
    double[] year = new double[ROWS];
    double[] month = new double[ROWS];
    double[] day = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      LocalDate date = LocalDate.of(2023, 12, 1).plusDays(row);
      year[row] = date.getYear();
      month[row] = date.getMonthValue();
      day[row] = date.getDayOfMonth();
    }
    Frame frame =
        Frame.of("load", ((NumberColumn) meters().column("load")).values())
            .with("year", year)
            .with("month", month)
            .with("day", day);
    Roles roles =
        Roles.of("load").withInputs("load").withTime("year", "month", "day").withWindow(3);
    assertSame(frame, roles.withCalendar(Calendar.WEEKDAY));
    Follower follower = predictor(frame, roles).follow();
    Refusal.of(
        () -> follower.next(Map.of("load", 1000, "year", 2024, "month", 13, "day", 1)),
        "make no time together",
        "2024,13,1");
  }

  @Test
  void wordsAreReadAsTheyAreInATable() {
    Predictor predictor = predictor(meters(), Roles.of("load").withInputs("load", "price"));
    Follower numbers = predictor.follow();
    Follower words = predictor.follow();
    assertEquals(List.of("load", "price"), numbers.columns());
    assertEquals(
        numbers.next(Map.of("load", 12.5, "price", 3)),
        words.next(Map.of("load", "1.25e1", "price", "3", "more", "x")));
  }

  @Test
  void theGroupThatWasSilentForTheLongestIsForgotten() {
    Predictor predictor =
        predictor(meters(), Roles.of("load").withInputs("load").withGroup("meter"));
    Follower follower = predictor.follow(2);
    assertEquals(2, follower.mostGroups());
    List<Prediction> first = follower.next(Map.of("load", 5, "meter", "a"));
    follower.next(Map.of("load", 6, "meter", "b"));
    assertEquals(1, follower.next(Map.of("load", 5, "meter", "a")).get(0).place().origin());
    follower.next(Map.of("load", 7, "meter", "c")); // b goes
    assertEquals(1, follower.forgotten());
    assertEquals(2, follower.groups());
    assertEquals(2, follower.next(Map.of("load", 5, "meter", "a")).get(0).place().origin());
    assertEquals(0, follower.next(Map.of("load", 5, "meter", "b")).get(0).place().origin());
    List<Prediction> again = predictor.follow(1).next(Map.of("load", 5, "meter", "a"));
    assertEquals(content(first.get(0)), content(again.get(0)));
    Refusal.of(() -> predictor.follow(-1), "from 1 to", "-1");
    Refusal.of(() -> predictor.follow(Integer.MAX_VALUE), "half of the heap");
  }

  @Test
  void modelsThatNeedLaterRowsAreRefused() {
    Frame frame = meters();
    Roles roles = Roles.of("load").withInputs("load").withKnown("price");
    Refusal.of(
        () -> predictor(frame, roles).follow(),
        "The model's rows cannot be read one by one.",
        "inputs known beforehand: price");
    TableDataset data = TableDataset.of(frame, Roles.of("load"), SplitPlan.of(0));
    NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(4).bidirectional(true);
    Network network = Network.compile(engine, spec);
    Predictor both = Predictor.of(network.bind(network.initialParameters(1)), data.codec());
    Refusal.of(both::follow, "reads both ways", "--window");
  }
}
