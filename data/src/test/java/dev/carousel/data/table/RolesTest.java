package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.table.Chunks.Row;
import dev.carousel.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each role makes of a column, at the level of chunks. */
class RolesTest {
  private static final Scaling NONE = Scaling.NONE;

  private static double[] range(double from, int count) {
    return IntStream.range(0, count).mapToDouble(i -> from + i).toArray();
  }

  private static TableDataset all(Frame frame, Roles roles) {
    return TableDataset.of(frame, roles, SplitPlan.NONE);
  }

  private static List<Row> rows(Frame frame, Roles roles) {
    return Chunks.rows(all(frame, roles).training());
  }

  private static List<Float> floats(double... values) {
    return Arrays.stream(values).mapToObj(value -> (float) value).toList();
  }

  @Test
  void everyOtherColumnOfNumbersIsAnInput() {
    Frame frame =
        Frame.of("x", range(0, 4)).withText("kind", "a", "b", "a", "b").with("y", range(10, 4));
    TableDataset data = all(frame, Roles.of("y").withScale(NONE));
    assertEquals(2, data.shape().inputFeatures());
    assertEquals(floats(0, 10), rows(frame, Roles.of("y").withScale(NONE)).get(0).inputs().get(0));
    assertTrue(data.description().endsWith("left out, not numeric: kind"), data.description());
  }

  @Test
  void namedInputsAreReadInTheirOrder() {
    Frame frame = Frame.of("a", range(0, 4)).with("b", range(10, 4)).with("c", range(20, 4));
    Roles roles = Roles.of("a").withInputs("c", "b").withScale(NONE);
    assertEquals(floats(20, 10), rows(frame, roles).get(0).inputs().get(0));
  }

  /** A step sees known inputs up to the last row that is predicted from it. */
  @Test
  void knownInputsAreReadUpToTheHorizon() {
    Frame frame = Frame.of("load", range(0, 9)).with("price", range(100, 9));
    Roles roles = Roles.of("load").withKnown("price").withWindow(2).withHorizon(3).withScale(NONE);
    List<Row> rows = sorted(rows(frame, roles));
    assertEquals(floats(0, 100, 101, 102, 103), rows.get(0).inputs().get(0));
    assertEquals(floats(1, 101, 102, 103, 104), rows.get(0).inputs().get(1));
    assertEquals(floats(2, 3, 4), rows.get(0).targets().get(0));
    assertEquals(5, rows.size());
    roles = Roles.of("load").withKnown("price").withAhead(0).withScale(NONE);
    assertEquals(floats(100), rows(frame, roles).get(0).inputs().get(0));
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream().sorted((a, b) -> Float.compare(a.input(0, 0), b.input(0, 0))).toList();
  }

  @Test
  void severalTargetsOfAHorizonAreStepByStep() {
    Frame frame = Frame.of("a", range(0, 8)).with("b", range(50, 8));
    Roles roles = Roles.of("b", "a").withHorizon(2).withAhead(2).withScale(NONE);
    TableDataset data = all(frame, roles);
    assertEquals(new DataShape(false, 2, false, 4, Moment.EVERY_STEP), data.shape());
    assertEquals(floats(52, 2, 53, 3), rows(frame, roles).get(0).targets().get(0));
    assertEquals(5, data.training().symbols());
    double[][] decoded = data.codec().decode("", 52, 2, 53, 3);
    assertEquals("[[52.0, 2.0], [53.0, 3.0]]", Arrays.deepToString(decoded));
  }

  @Test
  void categoriesAreOneHotWithASlotForUnseenOnes() {
    Frame frame =
        Frame.of("y", 1, 2, 3, 4).withText("kind", "b", "a", "b", "a").with("number", 10, 9, 10, 9);
    Roles roles = Roles.of("y").withInputs("y").withCategories("kind", "number").withScale(NONE);
    TableDataset data = all(frame, roles);
    assertEquals(List.of("a", "b"), data.codec().columns().get(1).words());
    assertEquals(List.of("9", "10"), data.codec().columns().get(2).words());
    assertEquals(List.of(3, 3), data.shape().categories());
    assertEquals(1, data.shape().inputFeatures());
    List<List<Float>> inputs = Chunks.rows(data.training()).get(0).inputs();
    assertEquals(floats(1, 0, 1, 0, 0, 1, 0), inputs.get(0));
    assertEquals(floats(2, 1, 0, 0, 1, 0, 0), inputs.get(1));
    Frame other = Frame.of("y", 1, 2, 3).withText("kind", "a", "c", "c").with("number", 8, 9, 10);
    TableDataset later = TableDataset.evaluation(other, data.codec());
    inputs = Chunks.rows(later.validation()).get(0).inputs();
    assertEquals(floats(1, 1, 0, 0, 0, 0, 1), inputs.get(0));
    assertEquals(floats(2, 0, 0, 1, 1, 0, 0), inputs.get(1));
    assertTrue(
        later
            .description()
            .endsWith(
                "; 2 cells of 'kind' unseen in training; 1 cell of 'number'"
                    + " unseen in training"),
        later.description());
  }

  @Test
  void staticsAreRepeatedAndScaledOverAllGroups() {
    Frame frame =
        Frame.of("y", 1, 2, 3, 4, 5, 6)
            .withText("id", "p", "p", "p", "q", "q", "q")
            .with("size", 10, 10, 10, 30, 30, 30);
    Roles roles =
        Roles.of("y")
            .withInputs("y")
            .withStatics("size")
            .withGroup("id")
            .withWindow(1)
            .withScaleBy(ScaleBy.GROUP);
    List<Row> rows = rows(frame, roles);
    assertEquals(4, rows.size());
    assertEquals(
        List.of(-1f, 1f), rows.stream().map(row -> row.input(0, 1)).distinct().sorted().toList());
    Frame changing =
        Frame.of("y", 1, 2, 3, 4, 5, 6)
            .withText("id", "p", "p", "p", "q", "q", "q")
            .with("size", 10, 10, 10, 30, 31, 30);
    Refusal.of(
        () -> rows(changing, roles),
        "Column 'size' changes within a group",
        "one value for each group, here '30'",
        "'31' in row 5, group 'q'");
  }

  @Test
  void theCalendarIsSineAndCosine() {
    Frame frame =
        Frame.of("y", 1, 2, 3)
            .withText("ts", "2026-01-01T06:00", "2026-07-02T12:00", "2026-07-02T18:00");
    Roles roles =
        Roles.of("y")
            .withTime("ts")
            .withScale(NONE)
            .withCalendar(Calendar.HOUR, Calendar.WEEKDAY, Calendar.MONTH, Calendar.YEARDAY);
    List<Float> inputs = rows(frame, roles).get(0).inputs().get(1);
    double weekday = 2 * Math.PI * 3 / 7; // a Thursday
    double yearday = 2 * Math.PI * 182 / 365;
    double[] expected = {
      2, 0, -1, Math.sin(weekday), Math.cos(weekday), 0, -1, Math.sin(yearday), Math.cos(yearday)
    };
    assertEquals(expected.length, inputs.size());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], inputs.get(i), 1e-6, "input " + i);
    }
  }

  @Test
  void theCalendarOfAKnownTimeIsReadUpToTheHorizon() {
    String[] days =
        IntStream.rangeClosed(1, 9).mapToObj(d -> "2026-06-0" + d).toArray(String[]::new);
    Frame frame = Frame.of("y", range(0, 9)).withText("ts", days);
    Roles roles =
        Roles.of("y").withTime("ts").withKnown("ts").withScale(NONE).withCalendar(Calendar.WEEKDAY);
    assertEquals(5, all(frame, roles).shape().inputFeatures());
    List<List<Float>> inputs = rows(frame, roles).get(0).inputs();
    assertEquals(inputs.get(0).subList(3, 5), inputs.get(1).subList(1, 3));
  }

  @Test
  void calendarsNeedTimesWithOne() {
    Frame frame = Frame.of("y", 1, 2, 3).with("ts", 1, 2, 3);
    Refusal.of(
        () -> rows(frame, Roles.of("y").withTime("ts").withCalendar(Calendar.HOUR)),
        "--calendar needs times with a calendar",
        "numbers in column 'ts'");
    Refusal.of(
        () -> Roles.of("y").withCalendar(Calendar.HOUR).checked(),
        "--calendar needs --time",
        "no --time");
  }

  @Test
  void textTargetsAreClassesInTheOrderOfTheirNames() {
    Frame frame = Frame.of("x", range(0, 5)).withText("sky", "sun", "rain", "sun", "fog", "rain");
    Roles roles = Roles.of("sky").withWindow(2).withScale(NONE);
    TableDataset data = all(frame, roles);
    assertEquals(List.of("fog", "rain", "sun"), data.codec().classes());
    assertEquals(new DataShape(false, 1, true, 3, Moment.END), data.shape());
    List<Row> rows = sorted(Chunks.rows(data.training()));
    assertEquals(List.of(2f, 0f, 1f), rows.stream().map(Row::target).toList());
  }

  @Test
  void numbersAreClassesIfAskedFor() {
    Frame frame = Frame.of("x", range(0, 5)).with("grade", 10, 9, 10, 2, 9);
    TableDataset data = all(frame, Roles.of("grade").withClasses());
    assertEquals(List.of("2", "9", "10"), data.codec().classes());
    assertEquals(new DataShape(false, 2, true, 3, Moment.EVERY_STEP), data.shape());
  }

  @Test
  void oneClassOfEachGroupIsPredictedAtItsEnd() {
    Frame frame = labelled(5, 4);
    TableDataset data = all(frame, Roles.of("label").withGroup("id").withScale(NONE));
    assertEquals(new DataShape(false, 1, true, 2, Moment.END), data.shape());
    assertEquals(5, data.training().symbols());
    List<Row> rows = Chunks.rows(data.training());
    for (Row row : rows) {
      int group = (int) row.input(0, 0) / 100;
      assertEquals(4 + group, row.inputs().size());
      assertEquals(group % 2, row.target());
    }
    assertEquals(5, rows.stream().map(row -> row.input(0, 0)).distinct().count());
    assertTrue(data.description().contains("5 groups to train, 0 to validate"), data.description());
    TableDataset every =
        all(frame, Roles.of("label").withGroup("id").withAhead(0).withEveryStep().withScale(NONE));
    assertEquals(Moment.EVERY_STEP, every.shape().moment());
    assertEquals(30, every.training().symbols());
  }

  /** Group g has {@code shortest + g} rows, values from 100 g on, and the label of its parity. */
  static Frame labelled(int groups, int shortest) {
    List<Double> x = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      for (int step = 0; step < shortest + g; step++) {
        x.add(100.0 * g + step);
        ids.add(String.format(Locale.ROOT, "g%02d", g));
        labels.add(g % 2 == 0 ? "even" : "odd");
      }
    }
    return Frame.of("x", x.stream().mapToDouble(value -> value).toArray())
        .withText("id", ids.toArray(String[]::new))
        .withText("label", labels.toArray(String[]::new));
  }

  @Test
  void aLabelThatChangesIsRefused() {
    Frame frame =
        Frame.of("x", range(0, 4))
            .withText("id", "a", "a", "b", "b")
            .withText("y", "1", "2", "1", "1");
    Refusal.of(
        () -> all(frame, Roles.of("y").withGroup("id")),
        "Column 'y' changes within a group",
        "'2' in row 2, group 'a'",
        "--every-step");
  }

  @Test
  void aNumberOfEachGroupIsPredictedIfItIsStatic() {
    Frame frame =
        Frame.of("x", range(0, 6))
            .with("total", 3, 3, 3, 12, 12, 12)
            .withText("id", "a", "a", "a", "b", "b", "b");
    Roles roles = Roles.of("total").withStatics("total").withGroup("id").withScale(NONE);
    TableDataset data = all(frame, roles);
    assertEquals(new DataShape(false, 1, false, 1, Moment.END), data.shape());
    assertEquals(
        List.of(3f, 12f), sorted(Chunks.rows(data.training())).stream().map(Row::target).toList());
  }

  @Test
  void wantedColumnsSayAsWhatTheyAreRead() {
    Roles roles =
        Roles.of("y")
            .withInputs("a")
            .withCategories("c")
            .withGroup("g")
            .withTime("t")
            .withKnown("k");
    assertEquals(
        List.of(As.ANY, As.NUMBERS, As.TEXT, As.TEXT, As.TIMES, As.ANY, As.SKIP),
        List.of("y", "a", "c", "g", "t", "k", "other").stream()
            .map(name -> roles.wanted().of(name))
            .toList());
    assertEquals(As.ANY, Roles.of("y").wanted().of("other"));
  }

  @Test
  void rolesThatContradictEachOtherAreRefused() {
    Refusal.of(() -> Roles.of(), "target columns", "at least one", "none");
    Refusal.of(() -> Roles.of("x", "x"), "--target", "each named once", "x, x");
    Refusal.of(() -> Roles.of("x").withKnown("x"), "'x' has two roles", "--known or in --target");
    Refusal.of(() -> Roles.of("x").withGroup("x"), "two roles", "--group or in --target");
    Refusal.of(
        () -> Roles.of("x").withTime("t").withGroup("t"), "two roles", "--time or in --group");
    Refusal.of(
        () -> Roles.of("x").withScaleBy(ScaleBy.GROUP).checked(), "--scale-by group needs --group");
    Refusal.of(() -> Roles.of("x").withStatics("a").checked(), "--static needs --group");
    Refusal.of(() -> Roles.of("x").withGaps(Gaps.REFUSE).checked(), "--gaps needs --time");
    Refusal.of(
        () -> Roles.of("x").withTime("t").withGaps(Gaps.INSERT).checked(),
        "--gaps insert adds rows",
        "--missing carry, mean or mask");
    Refusal.of(() -> Roles.of("x").withHorizon(0), "horizon", "at least 1", "found:    0");
  }

  @Test
  void columnsThatCannotHaveTheirRoleAreRefused() {
    Frame frame =
        Frame.of("x", range(0, 4)).withText("kind", "a", "b", "a", "b").with("half", 0.5, 1, 2, 3);
    Refusal.of(
        () -> all(frame, Roles.of("x").withInputs("kind")),
        "Column 'kind' does not hold numbers",
        "text, such as 'a'",
        "--category kind");
    Refusal.of(
        () -> all(frame, Roles.of("x").withCategories("half")),
        "Column 'half' is not a category",
        "0.5",
        "row 1");
    for (Roles roles :
        List.of(
            Roles.of("kidn"),
            Roles.of("x").withInputs("kidn"),
            Roles.of("x").withKnown("kidn"),
            Roles.of("x").withCategories("kidn"),
            Roles.of("x").withGroup("kidn"),
            Roles.of("x").withGroup("kind").withStatics("kidn"),
            Roles.of("x").withTime("kidn"))) {
      Refusal.of(() -> all(frame, roles), "no column 'kidn'", "did you mean 'kind'?");
    }
    Refusal.of(() -> all(frame, Roles.of("x", "kind")), "one column only", "x, kind");
    Refusal.of(() -> all(frame, Roles.of("kind").withHorizon(2)), "one row at once", "--ahead 2");
    Refusal.of(() -> all(frame, Roles.of("x").withTime("kind")), "'kind' does not hold times");
    Refusal.of(
        () -> all(frame, Roles.of("x").withInputs("x").withAhead(0)),
        "predicted from itself",
        "'x'");
  }
}
