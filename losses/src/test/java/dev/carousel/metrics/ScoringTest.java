package dev.carousel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoringTest {
  private static final double NAN = Double.NaN;
  private static final List<Double> LEVELS = List.of(0.1, 0.25, 0.5, 0.75, 0.9);

  private static NumberScoring numbers() {
    return new NumberScoring(List.of("a", "b"), 2, LEVELS, List.of(Baseline.LAST, Baseline.MEAN));
  }

  /** Truth t and prediction y with quantiles y - 2, y - 1, y, y + 1, y + 2. */
  private static void add(NumberScoring to, int target, int step, double t, double y, double last) {
    to.add(target, step, t, y, new double[] {y - 2, y - 1, y, y + 1, y + 2}, v(last, 5));
  }

  private static double[] v(double... values) {
    return values;
  }

  @Test
  void numbersAreScoredByTargetStepAndBaseline() {
    NumberScoring scoring = numbers();
    add(scoring, 0, 1, 4, 5, 2);
    add(scoring, 0, 1, NAN, 5, 2);
    add(scoring, 0, 2, 8, 5, NAN);
    add(scoring, 1, 2, 7, 8.5, 7);
    NumberScores scores = scoring.scores(v(4, NAN));
    assertEquals(3, scores.predictions());
    TargetScores a = scores.targets().get(0);
    assertEquals("a", a.name());
    assertEquals(2, a.figures().predictions());
    assertEquals(2, a.figures().mae());
    assertEquals(5, a.figures().mse());
    assertEquals(Math.sqrt(5), a.figures().rmse());
    assertEquals(1 - 10 / 8.0, a.figures().r2(), 1e-12);
    assertEquals(0.5, a.figures().mase());
    assertEquals(List.of(1.0, 3.0), a.byStep().stream().map(NumberFigures::mae).toList());
    assertEquals(Baseline.LAST, a.baselines().get(0).baseline());
    assertEquals(1, a.baselines().get(0).figures().predictions());
    assertEquals(2, a.baselines().get(0).figures().mae());
    assertEquals(0, a.baselines().get(0).byStep().get(1).predictions());
    assertEquals(2, a.baselines().get(1).figures().mae());
    TargetScores b = scores.targets().get(1);
    assertEquals(1.5, b.figures().mae());
    assertTrue(Double.isNaN(b.figures().mase()));
    assertEquals(0, b.byStep().get(0).predictions());
  }

  /** Truths 4 and 8 in 3 to 7 (the outer interval) and 4 to 6 (the inner one). */
  @Test
  void intervalsStandBetweenLevelsEquallyFarFromTheMiddle() {
    NumberScoring scoring = numbers();
    add(scoring, 0, 1, 4, 5, 2);
    add(scoring, 0, 2, 8, 5, 2);
    TargetScores a = scoring.scores(v(NAN, NAN)).targets().get(0);
    assertEquals(
        List.of(new IntervalFigures(0.1, 0.9, 0.5, 4), new IntervalFigures(0.25, 0.75, 0.5, 2)),
        a.intervals());
    assertEquals(0.8, a.intervals().get(0).nominal(), 1e-12);
    // level 0.1: 0.1 (4 - 3) and 0.1 (8 - 3); level 0.9: 0.1 (7 - 4) and 0.9 (8 - 7)
    assertEquals(0.3, a.quantiles().get(0).pinball(), 1e-12);
    assertEquals(0.6, a.quantiles().get(4).pinball(), 1e-12);
    assertEquals(0.5, a.quantiles().get(4).share());
    NumberScoring lopsided = new NumberScoring(List.of("a"), 1, List.of(0.2, 0.5, 0.9), List.of());
    assertEquals(List.of(), lopsided.scores(v(NAN)).targets().get(0).intervals());
  }

  /** Probabilities of 1 against 0 or 1; a share between them has no label. */
  @Test
  void probabilitiesAreScoredAsLabelsToo() {
    NumberScoring scoring = new NumberScoring(List.of("a"), 1, List.of(), List.of(), true);
    NumberScoring more = scoring.another();
    scoring.add(0, 1, 1, 0.8, v(), v());
    scoring.add(0, 1, 0, 0.5, v(), v());
    scoring.add(0, 1, 0.5, 0.5, v(), v());
    more.add(0, 1, 0, 0.25, v(), v());
    more.add(0, 1, NAN, 0.25, v(), v());
    more.add(0, 1, 1, 0.4, v(), v());
    scoring.addAll(more);
    TargetScores target = scoring.scores(v(NAN)).targets().get(0);
    double logLoss = -(Math.log(0.8) + Math.log(0.5) + Math.log(0.75) + Math.log(0.4)) / 4;
    LabelFigures found = Objects.requireNonNull(target.labels());
    assertEquals(logLoss, found.logLoss(), 1e-12);
    assertEquals(new LabelFigures(4, 0.5, 0.5, 0.5, 0.5, 0.5, found.logLoss(), 0.75), found);
    assertEquals(5, target.figures().predictions());
    assertEquals(null, numbers().scores(v(1, 1)).targets().get(0).labels());
  }

  @Test
  void partsOfNumbersAddUp() {
    Random random = new Random(3);
    NumberScoring whole = numbers();
    NumberScoring one = numbers();
    NumberScoring other = one.another();
    for (int i = 0; i < 500; i++) {
      double truth = i % 7 == 0 ? NAN : 1000 + random.nextGaussian();
      double last = i % 5 == 0 ? NAN : 1000 + random.nextGaussian();
      double made = 1000 + random.nextGaussian();
      add(whole, i % 2, 1 + i % 2, truth, made, last);
      add(i < 200 ? one : other, i % 2, 1 + i % 2, truth, made, last);
    }
    one.addAll(other);
    one.addAll(numbers());
    assertAlike(whole.scores(v(2, 3)).toString(), one.scores(v(2, 3)).toString());
  }

  /** Two texts of figures that agree but for rounding. */
  private static void assertAlike(String expected, String found) {
    String[] figures = expected.split("[=, \\[\\]]+");
    String[] others = found.split("[=, \\[\\]]+");
    assertEquals(figures.length, others.length);
    for (int i = 0; i < figures.length; i++) {
      if (!figures[i].equals(others[i])) {
        double figure = Double.parseDouble(figures[i]);
        assertEquals(figure, Double.parseDouble(others[i]), 1e-9 * Math.abs(figure));
      }
    }
  }

  @Test
  void classesAreScoredBesideTheirBaselines() {
    ClassScoring scoring =
        new ClassScoring(List.of("rain", "sun"), List.of(Baseline.LAST, Baseline.MOST_FREQUENT));
    scoring.add(0, v(0.8, 0.2), new int[] {0, 1});
    scoring.add(1, v(0.6, 0.4), new int[] {-1, 1});
    scoring.add(-1, v(0.6, 0.4), new int[] {1, 1});
    scoring.add(1, v(0.1, 0.9), new int[] {0, 1});
    ClassScores scores = scoring.scores();
    assertEquals(3, scores.predictions());
    assertEquals(2 / 3.0, scores.figures().accuracy(), 1e-12);
    assertEquals(0.75, scores.figures().balancedAccuracy(), 1e-12);
    assertEquals(-(Math.log(0.8) + Math.log(0.4) + Math.log(0.9)) / 3, scores.logLoss(), 1e-12);
    assertEquals(1, scores.rocAuc());
    assertEquals(List.of(List.of(1L, 0L), List.of(1L, 1L)), scores.confusion());
    assertEquals((0.2 + 0.6 + 0.1) / 3, scores.reliability().calibrationError(), 1e-12);
    ClassScores.OneClass rain = scores.classes().get(0);
    assertEquals(new ClassScores.OneClass("rain", 1, 2, 0.5, 1, 2 / 3.0, 1), rain);
    assertEquals(2, scores.baselines().get(0).figures().predictions());
    assertEquals(0.5, scores.baselines().get(0).figures().accuracy());
    assertEquals(2 / 3.0, scores.baselines().get(1).figures().accuracy(), 1e-12);
  }

  @Test
  void partsOfClassesAddUp() {
    Random random = new Random(4);
    ClassScoring whole = new ClassScoring(List.of("a", "b", "c"), List.of(Baseline.LAST));
    ClassScoring one = whole.another();
    ClassScoring other = whole.another();
    for (int i = 0; i < 300; i++) {
      double a = random.nextDouble() / 2;
      double b = random.nextDouble() / 2;
      double[] made = v(a, b, 1 - a - b);
      int[] naive = {random.nextInt(4) - 1};
      int truth = random.nextInt(4) - 1;
      whole.add(truth, made, naive);
      (i < 100 ? one : other).add(truth, made, naive);
    }
    one.addAll(other);
    assertAlike(whole.scores().toString(), one.scores().toString());
  }

  @Test
  void symbolsAreScoredWithoutCountingEach() {
    SymbolScoring scoring = new SymbolScoring(List.of(Baseline.LAST));
    SymbolScoring other = scoring.another();
    scoring.add(3, 3, 0.5, new int[] {3});
    scoring.add(2, 3, 0.25, new int[] {3});
    other.add(2, 2, 0.5, new int[] {-1});
    other.add(-1, 2, 0.5, new int[] {2});
    other.add(1, 1, 0.5, new int[] {1});
    scoring.addAll(other);
    SymbolScores scores = scoring.scores();
    assertEquals(4, scores.predictions());
    assertEquals(0.75, scores.accuracy(), 1e-12);
    assertEquals(1.25 * Math.log(2), scores.logLoss(), 1e-12);
    assertEquals(1.25, scores.bits(), 1e-12);
    assertEquals(Math.pow(2, 1.25), scores.perplexity(), 1e-12);
    assertEquals(new SymbolScores.Naive(Baseline.LAST, 3, 2 / 3.0), scores.baselines().get(0));
  }

  /** Probabilities of predicted classes, which of them are right, and the calibration error. */
  record Calibrated(double[] probabilities, boolean[] right, double error) {}

  private static boolean[] r(int... right) {
    boolean[] all = new boolean[right.length];
    for (int i = 0; i < right.length; i++) {
      all[i] = right[i] == 1;
    }
    return all;
  }

  static Stream<Calibrated> calibrated() {
    return Stream.of(
        new Calibrated(v(1), r(1), 0),
        new Calibrated(v(1), r(0), 1),
        new Calibrated(v(0.5, 0.5), r(1, 0), 0),
        new Calibrated(v(0.75, 0.75), r(1, 0), 0.25),
        new Calibrated(v(0.75, 0.75, 0.75, 0.75), r(1, 0, 1, 1), 0),
        new Calibrated(v(0.95, 0.55), r(1, 1), (0.05 + 0.45) / 2),
        new Calibrated(v(0.95, 0.95, 0.55), r(1, 0, 1), (2 * 0.45 + 0.45) / 3),
        new Calibrated(v(0.9, 0.91), r(1, 1), (0.1 + 0.09) / 2), // 0.9 is in the range to 0.9
        new Calibrated(v(0.82, 0.88), r(1, 0), 0.35), // both in 0.8 to 0.9: 0.85 against 0.5
        new Calibrated(v(), r(), NAN));
  }

  @ParameterizedTest
  @MethodSource("calibrated")
  void calibrationErrorsAreAsWorkedByHand(Calibrated one) {
    ReliabilityMetrics metrics = new ReliabilityMetrics();
    ReliabilityMetrics more = new ReliabilityMetrics();
    for (int i = 0; i < one.right.length; i++) {
      (i % 2 == 0 ? metrics : more).add(one.probabilities[i], one.right[i]);
    }
    metrics.addAll(more);
    assertEquals(one.error, metrics.reliability().calibrationError(), 1e-12);
    assertEquals(0.3, metrics.reliability().bins().get(3).from());
    assertEquals(0.4, metrics.reliability().bins().get(3).to());
    assertEquals(
        one.right.length,
        metrics.reliability().bins().stream().mapToLong(Reliability.Bin::predictions).sum());
  }

  /** Three classes, each against the rest; the classes that all or none are of are left out. */
  @Test
  void areasOfSeveralClassesAreAveraged() {
    RocAuc auc = new RocAuc(3);
    int[] truths = {0, 0, 1, 1};
    double[][] made = {v(0.7, 0.2, 0.1), v(0.3, 0.5, 0.2), v(0.4, 0.5, 0.1), v(0.1, 0.8, 0.1)};
    for (int i = 0; i < truths.length; i++) {
      auc.add(truths[i], made[i]);
    }
    assertEquals(0.75, auc.of(0), 1e-12); // 0.3 is below 0.4
    assertEquals(0.875, auc.of(1), 1e-12); // 0.5 is equal to 0.5
    assertEquals(NAN, auc.of(2));
    assertEquals((0.75 + 0.875) / 2, auc.macro(), 1e-12);
  }
}
