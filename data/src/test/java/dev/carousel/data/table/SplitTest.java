package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Chunks.Row;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of one part of a table leaks into another. */
class SplitTest {
  private static final int GROUPS = 4;
  private static final int ROWS = 40;

  /** A panel of numbers, words, known values and classes, all at random. */
  private static final class Panel {
    final double[] y = new double[GROUPS * ROWS];
    final double[] x = new double[y.length];
    final double[] price = new double[y.length];
    final String[] kind = new String[y.length];
    final String[] id = new String[y.length];
    final double[] t = new double[y.length];

    Panel(long seed) {
      RandomGenerator random = RandomStreams.stream(seed, "panel");
      for (int row = 0; row < y.length; row++) {
        y[row] = random.nextGaussian();
        x[row] = random.nextGaussian();
        price[row] = random.nextGaussian();
        kind[row] = "k" + random.nextInt(3);
        id[row] = "g" + row % GROUPS;
        t[row] = row / GROUPS;
      }
    }

    /** Changes every value of the rows from a time on. */
    void change(int from) {
      RandomGenerator random = RandomStreams.stream(9, "change");
      for (int row = from * GROUPS; row < y.length; row++) {
        y[row] = 1000 * random.nextGaussian();
        x[row] = -1e4;
        price[row] = row;
        kind[row] = "other" + random.nextInt(9);
      }
    }

    Frame frame() {
      return Frame.of("y", y)
          .with("x", x)
          .with("price", price)
          .withText("kind", kind)
          .withText("id", id)
          .with("t", t);
    }
  }

  private static Roles roles(String form) {
    Roles roles =
        Roles.of("y").withGroup("id").withTime("t").withCategories("kind").withKnown("price");
    return switch (form) {
      case "series" -> roles;
      case "windows" -> roles.withWindow(5).withHorizon(3).withScaleBy(ScaleBy.GROUP);
      case "every-step" -> roles.withWindow(4).withAhead(2).withEveryStep().withScale(Scaling.LOG);
      case "carry" -> roles.withMissing(Missing.CARRY).withScale(Scaling.ROBUST);
      default -> roles.withAhead(0).withMissing(Missing.MASK).withScale(Scaling.MINMAX);
    };
  }

  /** Known inputs of the rows that are predicted are before the cut too. */
  @ParameterizedTest
  @ValueSource(strings = {"series", "windows", "every-step", "carry", "mask"})
  void noValueAfterTheCutIsSeenInTraining(String form) {
    SplitPlan plan = SplitPlan.of(0.2).withTest(0.1);
    Panel panel = new Panel(1);
    TableDataset before = TableDataset.of(panel.frame(), roles(form), plan);
    List<Row> seen = Chunks.rows(before.training());
    panel.change(28); // 40 rows: 28 to train, 8 to validate, 4 to test
    TableDataset after = TableDataset.of(panel.frame(), roles(form), plan);
    assertEquals(before.codec(), after.codec());
    assertEquals(seen, Chunks.rows(after.training()));
    assertNotEquals(Chunks.rows(before.validation()), Chunks.rows(after.validation()));
    panel = new Panel(1);
    panel.change(27);
    assertNotEquals(
        seen, Chunks.rows(TableDataset.of(panel.frame(), roles(form), plan).training()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"series", "windows", "every-step", "carry", "mask"})
  void noValueOfTheTestIsSeenInValidation(String form) {
    SplitPlan plan = SplitPlan.of(0.2).withTest(0.1);
    Panel panel = new Panel(2);
    List<Row> seen = Chunks.rows(TableDataset.of(panel.frame(), roles(form), plan).validation());
    panel.change(36);
    assertEquals(seen, Chunks.rows(TableDataset.of(panel.frame(), roles(form), plan).validation()));
  }

  @Test
  void whatIsHeldOutByGroupIsNotSeenInTraining() {
    SplitPlan plan = SplitPlan.of(0.25).by(ValidBy.GROUP).withTest(0.25);
    Panel panel = new Panel(3);
    TableDataset before = TableDataset.of(panel.frame(), roles("windows"), plan);
    List<Row> seen = Chunks.rows(before.training());
    int changed = 0;
    for (int group = 0; group < GROUPS; group++) {
      Panel other = new Panel(3);
      for (int row = group; row < other.y.length; row += GROUPS) {
        other.y[row] *= 50;
        other.kind[row] = "none";
      }
      TableDataset after = TableDataset.of(other.frame(), roles("windows"), plan);
      boolean isSame =
          before.codec().columns().equals(after.codec().columns())
              && seen.equals(Chunks.rows(after.training()));
      changed += isSame ? 0 : 1;
    }
    assertEquals(2, changed);
  }

  @Test
  void everyRowOfAPartIsPredictedOnce() {
    TableDataset data =
        TableDataset.of(new Panel(4).frame(), roles("series"), SplitPlan.of(0.2).withTest(0.1));
    assertEquals(GROUPS * 27, data.training().symbols());
    assertEquals(GROUPS * 8, data.validation().symbols());
    assertEquals(GROUPS * 4, data.test().symbols());
  }

  /** A row that is predicted with others at once belongs to the same part as these. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noTargetOfAPartIsATargetOfAnother(int horizon) {
    double[] y = new double[60];
    for (int row = 0; row < y.length; row++) {
      y[row] = row;
    }
    for (Roles roles : List.of(Roles.of("y"), Roles.of("y").withWindow(4).withAhead(2))) {
      TableDataset data =
          TableDataset.of(
              Frame.of("y", y),
              roles.withHorizon(horizon).withScale(Scaling.NONE),
              SplitPlan.of(12).withTest(6));
      assertEquals(between(roles.withHorizon(horizon), 0, 42), targets(data.training()));
      assertEquals(between(roles, 42, 54), targets(data.validation()));
      assertEquals(between(roles, 54, 60), targets(data.test()));
    }
  }

  private static Set<Float> between(Roles roles, int from, int to) {
    Steps steps = Steps.of(roles, false);
    Set<Float> all = new TreeSet<>();
    int first = from == 0 ? steps.reach() - steps.horizon() + 1 : from;
    for (int row = first; row < to; row++) {
      all.add((float) row);
    }
    return all;
  }

  private static Set<Float> targets(Part part) {
    Set<Float> all = new TreeSet<>();
    Chunks.rows(part).forEach(row -> row.targets().forEach(all::addAll));
    return all;
  }

  @Test
  void groupsAreHeldOutByTheShareOfTheirClass() {
    Frame frame = labels(90, 10);
    Roles roles = Roles.of("label").withGroup("id");
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0.2).withTest(0.1));
    assertEquals(70, data.training().symbols());
    assertEquals(20, data.validation().symbols());
    assertEquals(10, data.test().symbols());
    assertEquals(2, rare(data.validation()), 1);
    assertEquals(1, rare(data.test()), 1);
    assertEquals(
        names(data), names(TableDataset.of(frame, roles, SplitPlan.of(0.2).withTest(0.1))));
    assertNotEquals(
        names(data),
        names(TableDataset.of(frame, roles, SplitPlan.of(0.2).withTest(0.1).withSeed(5))));
  }

  private static long rare(Part part) {
    return Chunks.rows(part).stream().filter(row -> row.target() == 1).count();
  }

  private static Set<Float> names(TableDataset data) {
    Set<Float> names = new TreeSet<>();
    Chunks.rows(data.validation()).forEach(row -> names.add(row.input(0, 0)));
    return names;
  }

  /** Groups of three rows, of which the last ones have the class "rare". */
  private static Frame labels(int common, int rare) {
    List<Double> x = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int g = 0; g < common + rare; g++) {
      for (int step = 0; step < 3; step++) {
        x.add((double) g);
        ids.add(String.format(Locale.ROOT, "s%03d", g));
        labels.add(g < common ? "common" : "rare");
      }
    }
    return Frame.of("x", x.stream().mapToDouble(value -> value).toArray())
        .withText("id", ids.toArray(String[]::new))
        .withText("label", labels.toArray(String[]::new));
  }

  @Test
  void anotherTableValidatesOrTests() {
    Panel other = new Panel(6);
    TableDataset data = TableDataset.of(new Panel(5).frame(), roles("series"), SplitPlan.NONE);
    TableDataset both = data.withValidation(other.frame()).withTest(new Panel(7).frame());
    assertEquals(Chunks.rows(data.training()), Chunks.rows(both.training()));
    assertEquals(data.codec(), both.codec());
    assertEquals(GROUPS * 39, both.validation().symbols());
    assertEquals(GROUPS * 39, both.test().symbols());
    assertTrue(
        both.description()
            .contains("160 of a frame in memory to validate, 160 of a frame in memory to test"),
        both.description());
    Frame lacking = Frame.of("y", 1, 2, 3);
    Refusal.of(() -> data.withValidation(lacking), "no column 't'");
  }

  @Test
  void groupsOfAnotherTableAreCountedIfEachHasOneLabel() {
    Roles roles = Roles.of("label").withGroup("id");
    TableDataset data = TableDataset.of(labels(9, 5), roles, SplitPlan.NONE);
    String told = data.withTest(labels(3, 4)).description();
    assertTrue(told.contains("14 groups to train, 0 to validate, 7 of a frame"), told);
  }

  @Test
  void rowsMayBeCounted() {
    double[] y = new double[50];
    for (int row = 0; row < y.length; row++) {
      y[row] = row;
    }
    TableDataset data =
        TableDataset.of(Frame.of("y", y), Roles.of("y"), SplitPlan.of(10).withTest(5));
    assertEquals(34, data.training().symbols());
    assertEquals(10, data.validation().symbols());
    assertEquals(5, data.test().symbols());
  }

  @Test
  void wrongSplitsAreRefused() {
    Panel panel = new Panel(8);
    Refusal.of(() -> SplitPlan.of(0.6).withTest(0.6), "Nothing is left to train on", "0.6 and 0.6");
    Refusal.of(() -> SplitPlan.of(2.5), "validation share", "a whole number from 2 on", "2.5");
    Refusal.of(() -> SplitPlan.of(0).withTest(-1), "test share", "-1");
    Refusal.of(
        () -> TableDataset.of(panel.frame(), Roles.of("y"), SplitPlan.of(0.1).by(ValidBy.GROUP)),
        "--valid-by group needs --group");
    Refusal.of(
        () ->
            TableDataset.of(
                labels(5, 5),
                Roles.of("label").withGroup("id"),
                SplitPlan.of(0.1).by(ValidBy.TIME)),
        "no group can be cut in time",
        "--every-step");
    Refusal.of(
        () -> TableDataset.of(panel.frame(), roles("windows"), SplitPlan.of(2)),
        "validation part of the table is too short",
        "3 rows of a group",
        "8 of the table's 160 rows");
  }

  @Test
  void aClassThatTrainingNeverHadIsRefused() {
    Frame frame =
        Frame.of("x", 1, 2, 3, 4, 5, 6).withText("sky", "sun", "fog", "sun", "fog", "sun", "hail");
    Refusal.of(
        () -> TableDataset.of(frame, Roles.of("sky"), SplitPlan.of(0.2)),
        "a class that the training part never had",
        "one of fog, sun in 'sky'",
        "'hail' in row 6");
  }
}
