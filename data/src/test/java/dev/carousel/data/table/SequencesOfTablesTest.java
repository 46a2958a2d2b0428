package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Chunks.Row;
import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups, the order of time, gaps, missing cells and windows. */
class SequencesOfTablesTest {
  private static final float NAN = Float.NaN;

  private static TableDataset all(Frame frame, Roles roles) {
    return TableDataset.of(frame, roles.withScale(Scaling.NONE), SplitPlan.NONE);
  }

  private static List<Float> firsts(List<Row> rows) {
    return rows.stream().map(row -> row.input(0, 0)).sorted().toList();
  }

  private static List<Float> column(Row row, int feature) {
    return row.inputs().stream().map(step -> step.get(feature)).toList();
  }

  private static List<Float> targets(Row row) {
    return row.targets().stream().map(target -> target.get(0)).toList();
  }

  private static List<Float> floats(double... values) {
    return Arrays.stream(values).mapToObj(value -> (float) value).toList();
  }

  /** Two groups whose rows alternate, from 0 and from 100 on. */
  private static Frame alternating(int rows) {
    double[] x = new double[rows];
    String[] id = new String[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = row % 2 == 0 ? row / 2 : 100 + row / 2;
      id[row] = row % 2 == 0 ? "low" : "high";
    }
    return Frame.of("x", x).withText("id", id);
  }

  @Test
  void noWindowCrossesTwoGroups() {
    Roles roles = Roles.of("x").withGroup("id").withWindow(3).withHorizon(2);
    List<Row> rows = Chunks.rows(all(alternating(14), roles).training());
    assertEquals(floats(0, 1, 2, 100, 101, 102), firsts(rows));
    for (Row row : rows) {
      float first = row.input(0, 0);
      assertEquals(floats(first, first + 1, first + 2), column(row, 0));
      assertEquals(floats(first + 3, first + 4), row.targets().get(0));
    }
  }

  @Test
  void aSeriesOfEachGroupIsASequenceOfItsOwn() {
    TableDataset data =
        TableDataset.of(
            alternating(20),
            Roles.of("x").withGroup("id").withScale(Scaling.NONE),
            SplitPlan.of(0.2).withTest(0.2));
    assertEquals(2, data.training().sequences().size());
    List<Row> rows = Chunks.rows(data.training());
    for (Row row : rows) {
      float first = row.input(0, 0);
      assertEquals(floats(first, first + 1, first + 2, first + 3, first + 4), column(row, 0));
      assertEquals(floats(first + 1, first + 2, first + 3, first + 4, first + 5), targets(row));
    }
    assertEquals(floats(0, 100), firsts(rows));
    assertEquals(5, data.validation().sequences().before(0));
    assertEquals(floats(5, 105), firsts(Chunks.rows(data.validation())));
    assertEquals(floats(7, 107), firsts(Chunks.rows(data.test())));
    assertEquals(4, data.test().symbols());
    assertTrue(
        data.description().contains("12 rows to train, 4 to validate, 4 to test, in 2 groups"),
        data.description());
  }

  @Test
  void windowsOfDifferentGroupsShareNoStep() {
    Roles roles = Roles.of("x").withGroup("id").withWindow(3);
    Epoch epoch = all(alternating(14), roles).training().epoch(99, 1, 1, 0);
    Set<Long> starts = new HashSet<>();
    for (int row = 0; row < epoch.rows(0); row++) {
      starts.add(epoch.start(0, row));
    }
    assertEquals(Set.of(0L, 1L, 2L, 3L, 10L, 11L, 12L, 13L), starts);
  }

  @Test
  void everyStepOfAWindowPredicts() {
    Roles roles = Roles.of("x").withGroup("id").withWindow(3).withEveryStep();
    List<Row> rows = Chunks.rows(all(alternating(8), roles).training());
    assertEquals(2, rows.size());
    for (Row row : rows) {
      float first = row.input(0, 0);
      assertEquals(floats(first + 1, first + 2, first + 3), targets(row));
    }
  }

  @Test
  void rowsAreSortedByTimeWithinTheirGroup() {
    Frame frame =
        Frame.of("x", 2, 11, 0, 10, 1, 12)
            .withText("id", "a", "b", "a", "b", "a", "b")
            .withText(
                "day",
                "2026-01-03",
                "2026-01-02",
                "2026-01-01",
                "2026-01-01",
                "2026-01-02",
                "2026-01-03");
    TableDataset data = all(frame, Roles.of("x").withGroup("id").withTime("day").withWindow(2));
    assertEquals(floats(0, 10), firsts(Chunks.rows(data.training())));
    assertTrue(data.description().endsWith("; 2 rows sorted by time"), data.description());
    EncodedTable table = data.codec().encode(frame);
    assertEquals(2, table.sequences());
    assertEquals("b", table.group(1));
    assertEquals(List.of(2, 4, 0), IntStream.range(0, 3).mapToObj(i -> table.row(0, i)).toList());
    assertEquals(
        86_400_000_000_000L, table.time(1, 1).orElseThrow() - table.time(1, 0).orElseThrow());
    assertEquals(1, table.inputs(0, 1, 2).steps() - 1);
    assertEquals(1f, ((Inputs.Values) table.inputs(0, 1, 2)).values()[0]);
    assertEquals(7.5, table.decode(1, 7.5f)[0][0]);
  }

  @Test
  void duplicatesInTimeAreRefused() {
    Frame frame =
        Frame.of("x", 1, 2, 3, 4).with("t", 1, 2, 2, 3).withText("id", "a", "a", "a", "a");
    Refusal.of(
        () -> all(frame, Roles.of("x").withTime("t")),
        "Two rows of the table have the same time",
        "rows 2 and 3 at 2 (1 such pair in all)",
        "--group COLUMN");
    Refusal.of(
        () -> all(frame, Roles.of("x").withTime("t").withGroup("id")),
        "one row for each time of a group",
        "in group 'a'",
        "remove or average");
  }

  @Test
  void rowsWithoutTimeOrGroupAreRefused() {
    Frame frame = Frame.of("x", 1, 2, 3).with("t", 1, Double.NaN, 3).withText("id", "a", "b", null);
    Refusal.of(
        () -> all(frame, Roles.of("x").withTime("t")),
        "no time",
        "row 2",
        "an empty cell (1 in the column)");
    Refusal.of(() -> all(frame, Roles.of("x").withGroup("id")), "no group", "row 3");
    Frame half = Frame.of("x", 1, 2).with("t", 1, 1.5);
    Refusal.of(() -> all(half, Roles.of("x").withTime("t")), "does not hold times", "1.5", "row 2");
  }

  private static Frame gappy() {
    return Frame.of("x", 0, 1, 2, 5, 6).with("t", 10, 20, 30, 60, 70);
  }

  @Test
  void gapsAreKeptAndReported() {
    TableDataset data = all(gappy(), Roles.of("x").withTime("t"));
    assertEquals(4, data.training().symbols());
    assertTrue(
        data.description().endsWith("; 1 gap in time (2 rows), the first after 30"),
        data.description());
  }

  @Test
  void gapsAreRefusedIfAskedFor() {
    Refusal.of(
        () -> all(gappy(), Roles.of("x").withTime("t").withGaps(Gaps.REFUSE)),
        "The table has gaps in time",
        "a row every 10",
        "1 gap in time (2 rows), the first after 30");
  }

  @Test
  void gapsAreFilledWithMissingRows() {
    Roles roles = Roles.of("x").withTime("t").withGaps(Gaps.INSERT).withMissing(Missing.CARRY);
    TableDataset data = all(gappy(), roles);
    Row row = Chunks.rows(data.training()).get(0);
    assertEquals(floats(0, 1, 2, 2, 2, 5), column(row, 0));
    assertEquals(floats(1, 2, NAN, NAN, 5, 6), targets(row));
    EncodedTable table = data.codec().encode(gappy());
    assertEquals(-1, table.row(0, 3));
    assertEquals(50, table.time(0, 4).orElseThrow());
    Frame irregular = Frame.of("x", 0, 1, 2, 5, 6).with("t", 10, 20, 30, 65, 75);
    Refusal.of(() -> all(irregular, roles), "only where times are regular", "35 after 30");
    Frame far = Frame.of("x", 0, 1, 2, 5).with("t", 1, 2, 3, 1e9);
    Refusal.of(() -> all(far, roles), "Too many rows are missing", "at most 80", "check the times");
  }

  /** What is the same in each row of a group is known in its inserted rows too. */
  @ParameterizedTest
  @EnumSource(value = Missing.class, mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
  void constantsAreThereInInsertedRows(Missing missing) {
    Frame frame =
        Frame.of("x", 0, 1, 2, 3, 4, 5, 6)
            .with("t", 10, 20, 30, 60, 10, 20, 40)
            .withText("g", "a", "a", "a", "a", "b", "b", "b")
            .withText("place", null, "hill", null, "hill", "sea", "sea", null)
            .with("size", 3, 3, GONE, 3, GONE, 9, 9)
            .withText("sky", "sun", "sun", "rain", "sun", "rain", "rain", "sun");
    Roles roles =
        Roles.of("x")
            .withInputs("x")
            .withTime("t")
            .withGroup("g")
            .withCategories("g", "sky")
            .withStatics("place", "size")
            .withGaps(Gaps.INSERT)
            .withMissing(missing);
    EncodedTable table = all(frame, roles).codec().encode(frame);
    assertEquals(List.of(6, 4), List.of(table.length(0), table.length(1)));
    for (int sequence = 0; sequence < 2; sequence++) {
      for (int step = 0; step < table.length(sequence); step++) {
        EncodedRow row = table.encodedRow(sequence, step);
        assertEquals(sequence == 0 ? 3 : 9, row.numbers()[1], "size");
        assertEquals(sequence, row.categories()[0], "g");
        assertEquals(sequence, row.categories()[2], "place");
      }
    }
    // rain, sun, and unseen: what changes is missing, or the last one
    int[] sky = {1, 1, 0, missing == Missing.CARRY ? 0 : 2, missing == Missing.CARRY ? 0 : 2, 1};
    for (int step = 0; step < sky.length; step++) {
      assertEquals(sky[step], table.encodedRow(0, step).categories()[1], "sky at " + step);
    }
  }

  @Test
  void windowsWithoutAnyTargetAreLeftOut() {
    Roles roles =
        Roles.of("x").withTime("t").withGaps(Gaps.INSERT).withMissing(Missing.MASK).withWindow(1);
    List<Row> rows = Chunks.rows(all(gappy(), roles).training());
    assertEquals(floats(1, 2, 5, 6), rows.stream().map(Row::target).sorted().toList());
  }

  private static final double GONE = Double.NaN;

  private static Row read(Missing missing) {
    Frame frame = Frame.of("y", 1, 2, 3, 4, 5, 6).with("x", GONE, 4, GONE, GONE, 8, GONE);
    return Chunks.rows(all(frame, Roles.of("y").withMissing(missing)).training()).get(0);
  }

  @Test
  void missingCellsAreCarriedOrTheMeanOrMasked() {
    assertEquals(floats(6, 4, 4, 4, 8), column(read(Missing.CARRY), 1));
    assertEquals(floats(6, 4, 6, 6, 8), column(read(Missing.MEAN), 1));
    Row masked = read(Missing.MASK);
    assertEquals(floats(0, 4, 0, 0, 8), column(masked, 1));
    assertEquals(floats(1, 1, 1, 1, 1), column(masked, 2));
    assertEquals(floats(0, 1, 0, 0, 1), column(masked, 3));
  }

  @Test
  void missingCellsAreRefusedWithTheFirstAndTheirNumbers() {
    Frame frame = Frame.of("y", 1, 2, 3, 4).with("a", 1, 2, GONE, GONE).with("b", 1, GONE, 3, 4);
    Refusal.of(
        () -> all(frame, Roles.of("y")),
        "Cells of the table are missing",
        "nothing in column 'b', row 2; missing cells: a 2, b 1",
        "--missing carry, mean or mask");
  }

  @Test
  void missingTargetsAreNoTargets() {
    Frame frame = Frame.of("x", 1, 2, 3, 4).with("y", 5, GONE, 7, 8);
    Row row = Chunks.rows(all(frame, Roles.of("y").withAhead(0)).training()).get(0);
    assertEquals(floats(5, NAN, 7, 8), targets(row));
    Frame words = Frame.of("x", 1, 2, 3, 4).withText("sky", "sun", null, "rain", "sun");
    row = Chunks.rows(all(words, Roles.of("sky").withAhead(0)).training()).get(0);
    assertEquals(floats(1, -1, 0, 1), targets(row));
  }

  @Test
  void targetsThatDoNotVaryAreRefused() {
    Refusal.of(
        () -> all(Frame.of("x", 1, 2, 3).with("y", 7, 7, 7), Roles.of("y")),
        "Target 'y' does not vary in the training part",
        "'7' in each row");
    Refusal.of(
        () -> all(Frame.of("x", 1, 2, 3).with("y", GONE, GONE, GONE), Roles.of("y").withAhead(0)),
        "does not vary",
        "missing cells only");
    Refusal.of(
        () -> all(Frame.of("x", 1, 2, 3).withText("y", "a", "a", "a"), Roles.of("y")),
        "at least two different classes");
  }

  @Test
  void shortGroupsAreNamedOrSkipped() {
    Frame frame =
        Frame.of("x", 1, 2, 3, 4, 5, 6).withText("id", "long", "long", "long", "long", "b", "b");
    Roles roles = Roles.of("x").withGroup("id").withWindow(2);
    Refusal.of(
        () -> all(frame, roles),
        "Groups of the table are too short",
        "a window of 2 and 1 ahead in the training part of each group",
        "1 too short: 'b' (2)",
        "--short skip");
    TableDataset data = all(frame, roles.withShortGroups(ShortGroups.SKIP));
    assertEquals(2, data.training().symbols());
    assertTrue(
        data.description().endsWith("; groups skipped: 1 too short: 'b' (2)"), data.description());
  }

  @Test
  void scalesAreOfEachGroupAndTurnedBack() {
    Frame frame =
        Frame.of("x", 1, 3, 100, 300, 1, 3, 100, 300, 900, 900)
            .withText("id", "a", "a", "b", "b", "a", "a", "b", "b", "c", "c");
    Roles roles = Roles.of("x").withGroup("id").withScaleBy(ScaleBy.GROUP);
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.NONE);
    assertEquals(List.of("a", "b", "c"), data.codec().groups());
    List<Row> rows = Chunks.rows(data.training());
    List<Float> scaled =
        rows.stream().flatMap(row -> column(row, 0).stream()).distinct().sorted().toList();
    assertEquals(floats(-1, 0, 1), scaled);
    assertEquals(2.5, data.codec().decode("a", 0.5f)[0][0]);
    assertEquals(250, data.codec().decode("b", 0.5f)[0][0]);
    Scale all = Objects.requireNonNull(data.codec().outputs().get(0).scale());
    assertEquals(all.centre(), data.codec().decode("new", 0f)[0][0]);
    Frame other = Frame.of("x", 1, 3, 5).withText("id", "new", "new", "new");
    TableDataset later = TableDataset.evaluation(other, data.codec());
    assertTrue(
        later.description().endsWith("; 1 group without training rows, scaled as all"),
        later.description());
  }

  @Test
  void otherScalesAreThoseOfTheirNames() {
    double[] x = {0, 1, 2, 3, 14};
    Frame frame = Frame.of("x", x);
    assertEquals(List.of(0.0, 14.0), scale(frame, Scaling.MINMAX));
    assertEquals(List.of(2.0, 2.0), scale(frame, Scaling.ROBUST));
    assertEquals(List.of(0.0, 1.0), scale(frame, Scaling.NONE));
    double mean = Arrays.stream(x).map(Math::log1p).average().orElseThrow();
    double var =
        Arrays.stream(x).map(v -> Math.pow(Math.log1p(v) - mean, 2)).average().orElseThrow();
    List<Double> log = scale(frame, Scaling.LOG);
    assertEquals(mean, log.get(0), 1e-12);
    assertEquals(Math.sqrt(var), log.get(1), 1e-12);
  }

  private static List<Double> scale(Frame frame, Scaling scaling) {
    Roles roles = Roles.of("x").withScale(scaling);
    TableCodec codec = TableDataset.of(frame, roles, SplitPlan.NONE).codec();
    Scale scale = Objects.requireNonNull(codec.outputs().get(0).scale());
    return List.of(scale.centre(), scale.spread());
  }

  @Test
  void knownInputsEndBeforeTheHorizon() {
    Frame frame = Frame.of("x", 1, 2, 3, 4).with("price", 1, 2, 3, 4);
    TableDataset data = all(frame, Roles.of("x").withKnown("price").withHorizon(2));
    EncodedTable table = data.codec().encode(frame);
    assertEquals(2, table.readable(0));
    Part part = data.training();
    assertEquals(2, part.symbols());
  }
}
