package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that are read apart from each other, with states that are kept as bytes. */
class GroupFollowersTest {
  private static final int ROWS = 46;
  private static final String MODEL = "sha-of-the-model";

  private final Engine engine = Engines.fused(1);

  @AfterEach
  void close() {
    engine.close();
  }

  /** A meter read each day and one read each month, in turn, with gaps and missing cells. */
  private static Frame meters() {
    List<Double> load = new ArrayList<>();
    List<Double> price = new ArrayList<>();
    List<String> meter = new ArrayList<>();
    List<String> day = new ArrayList<>();
    List<String> region = new ArrayList<>();
    List<Double> size = new ArrayList<>();
    List<@Nullable String> sky = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      boolean isDaily = row % 2 == 0;
      if (row > 12 && row % 9 < 2) {
        continue; // a gap
      }
      LocalDate first = LocalDate.of(2020, 1, 31);
      load.add((isDaily ? 1000 : 10) + 9 * Math.sin(row / 5.0));
      price.add(row > 3 && row % 7 == 2 ? Double.NaN : 3 + Math.cos(row / 3.0));
      meter.add(isDaily ? "north" : "south");
      day.add((isDaily ? first.plusDays(row / 2) : first.plusMonths(row / 2)).toString());
      size.add(row > 3 && row % 7 == 3 ? Double.NaN : isDaily ? 4 : 7);
      region.add(isDaily ? "hills" : "coast");
      sky.add(row > 3 && row % 5 == 1 ? null : row * row % 3 == 0 ? "sun" : "rain");
    }
    return Frame.of("load", load.stream().mapToDouble(x -> x).toArray())
        .with("price", price.stream().mapToDouble(x -> x).toArray())
        .with("size", size.stream().mapToDouble(x -> x).toArray())
        .withText("meter", meter.toArray(String[]::new))
        .withText("day", day.toArray(String[]::new))
        .withText("region", region.toArray(String[]::new))
        .withText("sky", sky.toArray(new @Nullable String[0]));
  }

  private static Frame rows(Frame frame, int[] kept) {
    List<Column> columns = new ArrayList<>();
    for (Column column : frame.columns()) {
      columns.add(
          column instanceof NumberColumn numbers
              ? new NumberColumn(
                  column.name(), IntStream.of(kept).mapToDouble(r -> numbers.values()[r]).toArray())
              : TextColumn.of(
                  column.name(),
                  IntStream.of(kept)
                      .mapToObj(r -> column.isMissing(r) ? null : column.text(r))
                      .toArray(String[]::new)));
    }
    return Frame.of(frame.source(), columns, frame.identity());
  }

  private static Frame only(Frame frame, String meter) {
    Column meters = frame.column("meter");
    return rows(
        frame,
        IntStream.range(0, frame.rows()).filter(r -> meters.text(r).equals(meter)).toArray());
  }

  private Predictor predictor(Frame frame, Roles roles) {
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0));
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(6).layers(2));
    return Predictor.of(network.bind(network.initialParameters(7)), data.codec());
  }

  private static @Nullable Object[] cells(Frame frame, List<String> names, int row) {
    return names.stream()
        .map(frame::column)
        .map(
            column ->
                column.isMissing(row)
                    ? null
                    : column instanceof NumberColumn numbers
                        ? (Object) numbers.values()[row]
                        : column.text(row))
        .toArray();
  }

  private static Object content(Prediction each) {
    return each instanceof NumberPrediction numbers
        ? List.of(numbers.values(), numbers.quantiles())
        : List.of(((ClassPrediction) each).name(), ((ClassPrediction) each).probabilities());
  }

  private static Roles roles(String kind) {
    Roles roles =
        Roles.of("load")
            .withInputs("load", "price")
            .withGroup("meter")
            .withTime("day")
            .withCategories("sky")
            .withMissing(Missing.CARRY);
    return switch (kind) {
      case "window" -> roles.withWindow(4).withHorizon(3).withScaleBy(ScaleBy.GROUP);
      case "gaps" -> roles.withGaps(Gaps.INSERT).withCalendar(Calendar.YEARDAY);
      case "statics" ->
          roles.withStatics("region", "size").withMissing(Missing.MASK).withHorizon(2);
      case "classes" ->
          Roles.of("sky")
              .withInputs("load")
              .withAhead(1)
              .withGroup("meter")
              .withTime("day")
              .withWindow(3);
      default -> roles;
    };
  }

  private static List<Object> all(Forecast forecast) {
    List<Object> found = new ArrayList<>();
    forecast.forEach(
        each -> found.add(List.of(each.place().target(), each.place().time(), content(each))));
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "window", "gaps", "statics", "classes"})
  void aGroupIsReadTheSameWhicheverOthersAreWithIt(String kind) {
    Frame frame = meters();
    // What is inserted at the usual distance of the table would be no regular series of both.
    Predictor predictor = predictor(only(frame, "north"), roles(kind));
    List<Object> apart = new ArrayList<>(all(predictor.read(only(frame, "north"))));
    apart.addAll(all(predictor.read(only(frame, "south"))));
    assertEquals(apart, all(predictor.readGroups(frame)));
  }

  @Test
  void groupsThatAreTooShortAreNoError() {
    Frame frame = meters();
    Predictor predictor = predictor(frame, roles("window"));
    Frame few = rows(frame, new int[] {0, 1, 2});
    assertEquals(0, predictor.readGroups(few).count());
    Refusal.of(() -> predictor.read(few), "too few rows to predict anything");
  }

  /** Each row comes to a follower that knows nothing but the bytes left by the one before. */
  @ParameterizedTest
  @ValueSource(strings = {"stream", "window", "gaps", "statics", "classes"})
  void aStateAsBytesGoesOnAsIfNothingHadHappened(String kind) {
    Frame frame = meters();
    Predictor predictor = predictor(only(frame, "north"), roles(kind));
    Map<String, byte[]> states = new HashMap<>();
    Map<String, GroupFollower> whole = new HashMap<>();
    GroupFollowers one = predictor.followGroups(MODEL);
    int made = 0;
    for (int row = 0; row < frame.rows(); row++) {
      GroupFollowers others = predictor.followGroups(MODEL);
      String meter = frame.column("meter").text(row);
      byte[] known = states.get(meter);
      GroupFollower follower = known == null ? others.begin() : others.resume(known);
      @Nullable Object[] cells = cells(frame, others.columns(), row);
      List<Prediction> answer = follower.next(cells, () -> "a row");
      GroupFollower steady = whole.computeIfAbsent(meter, name -> one.begin());
      assertEquals(steady.next(cells, () -> "a row"), answer);
      assertArrayEquals(steady.state(), follower.state());
      assertEquals(steady.rows(), follower.rows());
      states.put(meter, follower.state());
      made += answer.size();
    }
    assertNotEquals(0, made);
  }

  @Test
  void answersAreThePredictionsOfTheGroupByItself() {
    Frame frame = only(meters(), "south");
    Predictor predictor = predictor(frame, roles("window"));
    List<Object> batch = all(predictor.readGroups(frame));
    GroupFollowers followers = predictor.followGroups(MODEL);
    byte[] state = null;
    List<Object> followed = new ArrayList<>();
    for (int row = 0; row < frame.rows(); row++) {
      GroupFollower follower = state == null ? followers.begin() : followers.resume(state);
      follower
          .next(cells(frame, followers.columns(), row), () -> "a row")
          .forEach(
              each ->
                  followed.add(List.of(each.place().target(), each.place().time(), content(each))));
      state = follower.state();
    }
    assertFalse(batch.isEmpty());
    assertEquals(batch.size(), followed.size());
    for (int i = 0; i < batch.size(); i++) {
      List<?> expected = (List<?>) batch.get(i);
      List<?> found = (List<?>) followed.get(i);
      assertEquals(expected.get(0), found.get(0));
      assertEquals(expected.get(2), found.get(2));
    }
  }

  @Test
  void statesOfOthersAreRefused() {
    Frame frame = meters();
    Predictor predictor = predictor(frame, roles("stream"));
    GroupFollowers followers = predictor.followGroups(MODEL);
    GroupFollower follower = followers.begin();
    follower.next(cells(frame, followers.columns(), 0), () -> "row 1");
    byte[] state = follower.state();
    Refusal.of(
        () -> predictor.followGroups("another").resume(state),
        "The state of the group is that of another model.",
        MODEL,
        "another");
    Refusal.of(
        () -> follower.next(cells(frame, followers.columns(), 1), () -> "row 2"),
        "A row is of another group.",
        "rows of 'north'",
        "'south'",
        "row 2");
    byte[] damaged = state.clone();
    damaged[state.length / 2] ^= 1;
    Refusal.of(() -> followers.resume(damaged), "The state of the group is damaged.");
    Refusal.of(() -> followers.resume(new byte[3]), "The state of the group is damaged.");
  }
}
