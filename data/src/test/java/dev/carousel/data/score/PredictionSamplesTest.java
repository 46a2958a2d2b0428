package dev.carousel.data.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.score.PredictionSamples.Classes;
import dev.carousel.data.score.PredictionSamples.Numbers;
import dev.carousel.data.score.PredictionSamples.Sample;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.metrics.Baseline;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept to be drawn, held against all predictions of the same rows. */
class PredictionSamplesTest {
  private static final SampleSize SIZE = SampleSize.USUAL;

  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private BoundNetwork network(TableDataset data) {
    NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(4);
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(7));
  }

  private static Frame panel(int groups, int rows) {
    int all = groups * rows;
    double[] load = IntStream.range(0, all).mapToDouble(i -> i % 13 + 9 * Math.sin(i)).toArray();
    String[] group = IntStream.range(0, all).mapToObj(i -> "g" + i / rows).toArray(String[]::new);
    String[] sky =
        IntStream.range(0, all).mapToObj(i -> i % 7 < 4 ? "sun" : "rain").toArray(String[]::new);
    return Frame.of("load", load).withText("group", group).withText("sky", sky);
  }

  private static Roles roles() {
    return Roles.of("load").withInputs("load").withGroup("group");
  }

  private PredictionSamples evaluated(TableDataset data, SampleSize size) {
    ScorePlan plan = data.codec().labelsGroups() ? ScorePlan.USUAL : ScorePlan.USUAL.withSeason(4);
    return Objects.requireNonNull(
        PartScores.of(network(data), data, data.validation(), plan, size).samples());
  }

  /** The same of predictions made one by one, with the same baselines. */
  private PredictionSamples predicted(TableDataset data, Frame frame, SampleSize size) {
    Predictor predictor = Predictor.of(network(data), data.codec());
    Forecast forecast = predictor.read(frame);
    ScorePlan plan = ScorePlan.USUAL.withSeason(4);
    PredictionSampling sampling =
        PredictionSampling.withBaselines(forecast, predictor.levels(), size, plan);
    forecast.forEach(sampling::add);
    return sampling.samples();
  }

  private static TableDataset whole(Frame frame, Roles roles) {
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0));
    return TableDataset.evaluation(frame, data.codec());
  }

  /** Each row once, from origins a horizon apart, as all predictions have it. */
  @Test
  void eachRowIsPredictedOnceFromOriginsAHorizonApart() {
    for (Roles roles :
        List.of(
            roles(),
            roles().withHorizon(3),
            roles().withWindow(4).withHorizon(3),
            roles().withWindow(4).withHorizon(3).withEveryStep())) {
      Frame frame = panel(2, 30);
      TableDataset data = whole(frame, roles);
      PredictionSamples samples = evaluated(data, SIZE);
      int horizon = data.codec().horizon();
      List<Prediction> all = Predictor.of(network(data), data.codec()).predict(frame);
      assertEquals(2, samples.samples().size());
      for (int group = 0; group < 2; group++) {
        Sample sample = samples.samples().get(group);
        assertEquals("g" + group, sample.group());
        int last = Integer.parseInt(sample.places().get(sample.places().size() - 1));
        assertEquals(30, last, "the last row of the group");
        for (int i = 0; i < sample.places().size(); i++) {
          int step = sample.steps().get(i);
          assertEquals(horizon - (sample.places().size() - 1 - i) % horizon, step);
          assertSame(sample, i, step, group, all);
        }
      }
    }
  }

  private static void assertSame(Sample sample, int i, int step, int group, List<Prediction> all) {
    int target = Integer.parseInt(sample.places().get(i)) - 1;
    NumberPrediction expected =
        all.stream()
            .filter(each -> each.place().sequence() == group)
            .filter(each -> each.place().target() == target && each.place().step() == step)
            .map(NumberPrediction.class::cast)
            .findFirst()
            .orElseThrow();
    Numbers numbers = sample.numbers().get(0);
    assertEquals(expected.values().get(0), numbers.values().get(i), 1e-4);
    assertEquals(expected.truths().get(0), numbers.truth().get(i));
  }

  /** A long series is read in several rows at once, whose samples are put together. */
  @Test
  void nothingOfALongSeriesIsMissing() {
    Frame frame = panel(1, 5000);
    TableDataset data = whole(frame, roles());
    Sample sample = evaluated(data, SIZE).samples().get(0);
    assertEquals(1000, sample.places().size());
    assertEquals(3999, sample.left(), "of 4,999 rows with predictions");
    assertEquals("5000", sample.places().get(999));
    assertTrue(sample.steps().stream().allMatch(step -> step == 1));
    assertTrue(sample.numbers().get(0).values().stream().allMatch(Double::isFinite));
  }

  @Test
  void evaluationAndPredictionKeepTheSame() {
    Frame frame = panel(3, 20);
    TableDataset data = whole(frame, roles().withWindow(4));
    PredictionSamples found = evaluated(data, SIZE);
    PredictionSamples other = predicted(data, frame, SIZE);
    assertEquals(List.of(Baseline.LAST, Baseline.SEASONAL, Baseline.MEAN), found.baselines());
    assertEquals(found.baselines(), other.baselines());
    Sample one = found.samples().get(1);
    Sample two = other.samples().get(1);
    assertEquals(one.places(), two.places().subList(0, one.places().size()));
    assertEquals(
        one.numbers().get(0).baselines().get(1),
        two.numbers().get(0).baselines().get(1).subList(0, one.places().size()));
    assertEquals("21", two.places().get(two.places().size() - 1), "one row beyond the end");
    double beyond = two.numbers().get(0).truth().get(two.places().size() - 1);
    assertTrue(Double.isNaN(beyond));
  }

  @Test
  void ofManyGroupsSomeAreKeptFromTheFirstToTheLast() {
    Frame frame = panel(25, 10);
    TableDataset data = whole(frame, roles());
    PredictionSamples samples = evaluated(data, new SampleSize(4, 5, 2));
    assertEquals(25, samples.groups());
    assertEquals(
        List.of("g0", "g8", "g16", "g24"), samples.samples().stream().map(Sample::group).toList());
    assertEquals(List.of("6", "7", "8", "9", "10"), samples.samples().get(3).places());
    assertEquals(4, samples.samples().get(3).left());
    assertThrows(IllegalArgumentException.class, () -> new SampleSize(0, 1, 1));
  }

  @Test
  void theLikeliestClassesAreKeptAndTheOthersTakenTogether() {
    Frame frame = classes(120);
    Roles roles = Roles.of("kind").withInputs("x").withAhead(1);
    TableDataset data = whole(frame, roles);
    Sample sample = evaluated(data, new SampleSize(1, 50, 4)).samples().get(0);
    Classes classes = Objects.requireNonNull(sample.classes());
    assertEquals(List.of("k0", "k1", "k2"), classes.names().subList(0, 3), "those that occur most");
    assertEquals(4, classes.names().size());
    assertEquals(6, classes.others());
    assertEquals(5, classes.probabilities().size());
    List<Prediction> all = Predictor.of(network(data), data.codec()).predict(frame);
    for (int i = 0; i < 50; i++) {
      int at = i;
      double sum = classes.probabilities().stream().mapToDouble(row -> row.get(at)).sum();
      assertEquals(1, sum, 1e-6);
      int target = Integer.parseInt(sample.places().get(i)) - 1;
      ClassPrediction expected =
          (ClassPrediction)
              all.stream().filter(e -> e.place().target() == target).findFirst().orElseThrow();
      int row = classes.predicted().get(i);
      assertEquals(
          Math.max(-1, classes.names().indexOf(expected.name())),
          row == classes.names().size() ? -1 : row);
      int truth = classes.truth().get(i);
      String actual = Objects.requireNonNull(expected.truth());
      assertEquals(
          truth < 4 ? classes.names().get(truth) : "another",
          classes.names().contains(actual) ? actual : "another");
    }
  }

  /** Ten classes, of which three occur often. */
  private static Frame classes(int rows) {
    String[] kind =
        IntStream.range(0, rows)
            .mapToObj(i -> "k" + (i % 10 == 9 ? i / 10 % 10 : i % 3))
            .toArray(String[]::new);
    double[] x = IntStream.range(0, rows).mapToDouble(Math::cos).toArray();
    return Frame.of("x", x).withText("kind", kind);
  }

  /** Labels of groups are one sample, whose places are groups. */
  @Test
  void labelsOfGroupsAreSideBySide() {
    int groups = 6;
    String[] ids = IntStream.range(0, 30).mapToObj(i -> "g" + i / 5).toArray(String[]::new);
    String[] kinds = IntStream.range(0, 30).mapToObj(i -> "k" + i / 5 % 2).toArray(String[]::new);
    double[] x = IntStream.range(0, 30).mapToDouble(i -> i % 5).toArray();
    Frame frame = Frame.of("x", x).withText("id", ids).withText("kind", kinds);
    TableDataset data = whole(frame, Roles.of("kind").withInputs("x").withGroup("id"));
    PredictionSamples samples = evaluated(data, SIZE);
    assertTrue(samples.isOfLabels());
    assertEquals(1, samples.samples().size());
    Sample sample = samples.samples().get(0);
    assertEquals(IntStream.range(0, groups).mapToObj(g -> "g" + g).toList(), sample.places());
    assertEquals(List.of(0, 1, 0, 1, 0, 1), Objects.requireNonNull(sample.classes()).truth());
  }
}
