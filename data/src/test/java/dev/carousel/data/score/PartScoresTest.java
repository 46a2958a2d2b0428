package dev.carousel.data.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.Engines;
import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.Missing;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.ScaleBy;
import dev.carousel.data.table.Scaling;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.table.ValidBy;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.TargetScores;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics of a part, held against predictions of the same rows that are made in another way. */
class PartScoresTest {
  private static final double NAN = Double.NaN;

  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private BoundNetwork network(TableDataset data) {
    NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(6);
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(7));
  }

  /** Two groups of different levels, with holes among the targets, in one table. */
  private static Frame panel() {
    int rows = 120;
    double[] load = new double[rows];
    String[] group = new String[rows];
    String[] sky = new String[rows];
    for (int i = 0; i < rows; i++) {
      boolean isNorth = i % 2 == 0;
      group[i] = isNorth ? "north" : "south";
      load[i] = (isNorth ? 10 : 1000) * (2 + Math.sin(i / 7.0)) * (i % 5 == 0 ? -1 : 1);
      load[i] = i % 17 == 11 ? NAN : load[i];
      sky[i] = i % 19 == 3 ? null : (i / 2) % 3 == 0 ? "rain" : "sun";
    }
    return Frame.of("load", load).withText("meter", group).withText("sky", sky);
  }

  private static Roles roles() {
    return Roles.of("load").withInputs("load").withGroup("meter").withMissing(Missing.CARRY);
  }

  private static TargetScores first(EvaluationScores scores) {
    return ((NumberScores) scores).targets().get(0);
  }

  /** Every scale, by group or not; series, windows, horizons, windows with every step. */
  @Test
  void figuresAreOfDecodedPredictionsWithEveryScale() {
    for (Scaling scaling : Scaling.values()) {
      for (ScaleBy by : ScaleBy.values()) {
        Roles scaled = roles().withScale(scaling).withScaleBy(by);
        assertAsPredicted(scaled);
        assertAsPredicted(scaled.withHorizon(3));
        assertAsPredicted(scaled.withWindow(5).withHorizon(3));
      }
    }
  }

  private void assertAsPredicted(Roles roles) {
    TableDataset data = TableDataset.of(panel(), roles, SplitPlan.of(0.25).withTest(0.1));
    BoundNetwork network = network(data);
    TableDataset whole = TableDataset.evaluation(panel(), data.codec());
    EvaluationScores found =
        PartScores.of(network, whole, whole.validation(), ScorePlan.USUAL).metrics();
    List<double[]> pairs = pairs(network, data, (group, target) -> true);
    assertPairs(pairs, first(found), roles.toString());
    for (Part part : List.of(data.training(), data.validation(), data.test())) {
      boolean isTraining = part.symbols() == data.training().symbols();
      int from = isTraining ? 0 : part.symbols() == data.validation().symbols() ? 39 : 54;
      int to = isTraining ? 39 : from == 39 ? 54 : 60;
      TargetScores own = first(PartScores.of(network, data, part, ScorePlan.USUAL).metrics());
      assertPairs(
          pairs(network, data, (origin, target) -> origin >= from && target < to),
          own,
          roles + " from " + from);
    }
  }

  /** Which predictions are wanted. */
  private interface Wanted {
    /**
     * @param first the first row that is predicted from the same origin
     * @param last the last such row
     */
    boolean is(int first, int last);
  }

  /** Truths and predictions, as a predictor makes them from the whole table. */
  private static List<double[]> pairs(BoundNetwork network, TableDataset data, Wanted wanted) {
    List<double[]> pairs = new ArrayList<>();
    int ahead = data.codec().ahead();
    for (Prediction each : Predictor.of(network, data.codec()).predict(panel())) {
      NumberPrediction made = (NumberPrediction) each;
      int first = made.place().origin() + ahead;
      int last = first + data.codec().horizon() - 1;
      if (last < 60 && wanted.is(first, last) && !Double.isNaN(made.truths().get(0))) {
        pairs.add(new double[] {made.truths().get(0), made.values().get(0)});
      }
    }
    return pairs;
  }

  private static void assertPairs(List<double[]> pairs, TargetScores found, String what) {
    assertEquals(pairs.size(), found.figures().predictions(), what);
    double mae = pairs.stream().mapToDouble(p -> Math.abs(p[0] - p[1])).average().orElseThrow();
    double mse = pairs.stream().mapToDouble(p -> Math.pow(p[0] - p[1], 2)).average().orElseThrow();
    assertEquals(mae, found.figures().mae(), 1e-5 * mae, what);
    assertEquals(mse, found.figures().mse(), 1e-5 * mse, what);
  }

  /** The scoring of predictions and that of an evaluated part are the same. */
  @Test
  void predictionsScoreTheSame() {
    Frame frame = panel();
    TableDataset data =
        TableDataset.of(frame, roles().withWindow(4).withHorizon(2), SplitPlan.of(0.25));
    BoundNetwork network = network(data);
    TableDataset whole = TableDataset.evaluation(frame, data.codec());
    ScorePlan plan = ScorePlan.USUAL.withSeason(4);
    TargetScores evaluated =
        first(PartScores.of(network, whole, whole.validation(), plan).metrics());
    Forecast forecast = Predictor.of(network, data.codec()).read(frame);
    TableScoring scoring = TableScoring.of(forecast, network.network().loss(), 4);
    forecast.forEach(scoring::add);
    // The last origin of each group predicts one row of the table and one beyond it.
    TargetScores predicted = first(scoring.scores());
    assertEquals(evaluated.byStep().get(1), predicted.byStep().get(1));
    assertEquals(
        evaluated.baselines().stream().map(each -> each.byStep().get(1)).toList(),
        predicted.baselines().stream().map(each -> each.byStep().get(1)).toList());
  }

  /** Five rows train: 2, 4, 3, 5, 6; three validate: 9, nothing, 8. */
  @Test
  void baselinesAreAsWorkedByHand() {
    Frame frame = Frame.of("x", 2, 4, 3, 5, 6, 9, NAN, 8);
    Roles roles = Roles.of("x").withInputs("x").withMissing(Missing.MEAN);
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(3));
    PartScores scores =
        PartScores.of(network(data), data, data.validation(), ScorePlan.USUAL.withSeason(2));
    TargetScores target = first(scores.metrics());
    assertEquals(2, target.figures().predictions());
    Map<Baseline, Double> expected =
        Map.of(
            Baseline.LAST, (3 + 1) / 2.0, // 6 for 9, 9 for 8
            Baseline.SEASONAL, (4 + 1) / 2.0, // 5 for 9, 9 for 8
            Baseline.MEAN, (5 + 4) / 2.0); // 4
    assertEquals(3, target.baselines().size());
    for (TargetScores.Naive each : target.baselines()) {
      assertEquals(
          Objects.requireNonNull(expected.get(each.baseline())),
          each.figures().mae(),
          1e-12,
          each.toString());
    }
    // |3 - 2|, |5 - 4|, |6 - 3|: 5/3
    assertEquals(target.figures().mae() / (5 / 3.0), target.figures().mase(), 1e-12);
  }

  @Test
  void classesAreHeldAgainstTheirTruth() {
    Frame frame = panel();
    Roles roles =
        Roles.of("sky")
            .withInputs("load")
            .withGroup("meter")
            .withMissing(Missing.CARRY)
            .withAhead(1);
    TableDataset data = TableDataset.of(frame, roles, SplitPlan.of(0.25));
    BoundNetwork network = network(data);
    TableDataset whole = TableDataset.evaluation(frame, data.codec());
    ClassScores found =
        (ClassScores) PartScores.of(network, whole, whole.validation(), ScorePlan.USUAL).metrics();
    long[][] counts = new long[2][2];
    for (Prediction each : Predictor.of(network, data.codec()).predict(frame)) {
      ClassPrediction made = (ClassPrediction) each;
      if (made.truth() != null) {
        counts[made.truth().equals("rain") ? 0 : 1][made.name().equals("rain") ? 0 : 1]++;
      }
    }
    assertEquals(
        List.of(List.of(counts[0][0], counts[0][1]), List.of(counts[1][0], counts[1][1])),
        found.confusion());
    double right = counts[0][0] + counts[1][1];
    assertEquals(right / found.predictions(), found.figures().accuracy(), 1e-12);
    ClassScores.Naive frequent = found.baselines().get(1);
    assertEquals(Baseline.MOST_FREQUENT, frequent.baseline());
    double suns = counts[1][0] + counts[1][1];
    assertEquals(suns / found.predictions(), frequent.figures().accuracy(), 1e-12);
  }

  @Test
  void labelsOfGroupsHaveNoLastValue() {
    int rows = 60;
    double[] load = IntStream.range(0, rows).mapToDouble(i -> Math.sin(i)).toArray();
    String[] group = new String[rows];
    String[] sky = new String[rows];
    for (int i = 0; i < rows; i++) {
      int g = i < 40 ? i / 4 : 10 + (i - 40) / 5;
      group[i] = "g" + g;
      sky[i] = g % 3 == 0 ? "rain" : "sun";
    }
    Frame frame = Frame.of("load", load).withText("meter", group).withText("sky", sky);
    Roles roles = Roles.of("sky").withInputs("load").withGroup("meter");
    TableDataset data = TableDataset.of(frame, roles, new SplitPlan(0.3, ValidBy.GROUP, 0, 0));
    BoundNetwork network = network(data);
    ClassScores found =
        (ClassScores) PartScores.of(network, data, data.validation(), ScorePlan.USUAL).metrics();
    assertEquals(data.validation().symbols(), found.predictions());
    assertEquals(
        List.of(Baseline.MOST_FREQUENT),
        found.baselines().stream().map(ClassScores.Naive::baseline).toList());
    ScorePlan season = ScorePlan.USUAL.withSeason(7);
    Refusal.of(
        () -> PartScores.of(network, data, data.validation(), season),
        "--season has no effect here: labels of groups have no season.");
    ScorePlan backtest = ScorePlan.USUAL.withBacktest(2);
    Refusal.of(
        () -> PartScores.of(network, data, data.validation(), backtest),
        "--backtest has no effect here: there is no origin to roll.",
        "one label of each group");
  }

  /** Each forecast is the same as from a table that ends at its origin. */
  @Test
  void aBacktestDoesNotLookAtWhatFollows() {
    for (Roles roles :
        List.of(
            roles().withHorizon(3), roles().withWindow(6).withHorizon(3), roles().withWindow(6))) {
      int horizon = roles.request().horizon() == null ? 1 : 3;
      TableDataset data = TableDataset.of(panel(), roles, SplitPlan.of(20));
      BoundNetwork network = network(data);
      BacktestScores found =
          Objects.requireNonNull(
              PartScores.of(network, data, data.validation(), ScorePlan.USUAL.withBacktest(4))
                  .backtest());
      assertEquals(4, found.byOrigin().size());
      assertEquals(horizon, found.apart());
      assertEquals(2, found.groups());
      long all = 0;
      for (int k = 0; k < 4; k++) {
        int end = 60 - (4 - k) * horizon;
        List<double[]> pairs = cut(network, data, end);
        assertPairs(pairs, first(found.byOrigin().get(k)), roles + " to " + end);
        all += pairs.size();
      }
      assertEquals(all, first(found.scores()).figures().predictions());
      assertEquals(horizon, first(found.scores()).byStep().size());
    }
  }

  /** Truths and predictions from a table whose groups end after some rows. */
  private static List<double[]> cut(BoundNetwork network, TableDataset data, int end) {
    double[] load = ((NumberColumn) panel().column("load")).values();
    String[] group = new String[2 * end];
    for (int i = 0; i < group.length; i++) {
      group[i] = i % 2 == 0 ? "north" : "south";
    }
    Frame frame = Frame.of("load", Arrays.copyOf(load, 2 * end)).withText("meter", group);
    List<double[]> pairs = new ArrayList<>();
    for (Prediction each : Predictor.of(network, data.codec()).predict(frame)) {
      NumberPrediction made = (NumberPrediction) each;
      if (made.place().origin() == end - 1) {
        double truth = load[2 * made.place().target() + made.place().sequence()];
        if (!Double.isNaN(truth)) {
          pairs.add(new double[] {truth, made.values().get(0)});
        }
      }
    }
    assertFalse(pairs.isEmpty());
    return pairs;
  }

  @Test
  void moreOriginsThanAGroupHasAreRefused() {
    TableDataset data = TableDataset.of(panel(), roles().withHorizon(3), SplitPlan.of(20));
    BoundNetwork network = network(data);
    assertEquals(
        6, // 18 origins from the first to the last, 3 apart
        Objects.requireNonNull(
                PartScores.of(network, data, data.validation(), ScorePlan.USUAL.withBacktest(6))
                    .backtest())
            .origins());
    ScorePlan seven = ScorePlan.USUAL.withBacktest(7);
    Refusal.of(
        () -> PartScores.of(network, data, data.validation(), seven),
        "The data allows fewer origins than --backtest asks for.",
        "at most 6, 3 rows apart",
        "7",
        "group 'north'",
        "--backtest 6");
    Refusal.of(() -> ScorePlan.USUAL.withBacktest(0), "number of origins", "at least 1", "0");
    Refusal.of(() -> ScorePlan.USUAL.withSeason(0), "The season", "at least 1 row", "0");
  }
}
