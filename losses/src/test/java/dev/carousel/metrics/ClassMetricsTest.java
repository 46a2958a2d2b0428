package dev.carousel.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases worked by hand from the definitions. */
class ClassMetricsTest {
  private static final double NAN = Double.NaN;

  private static int[] ids(int... ids) {
    return ids;
  }

  private static double[] v(double... values) {
    return values;
  }

  /** Truths and predictions of three classes, and the expected figures. */
  record Case(
      int[] truth,
      int[] predicted,
      double accuracy,
      double balanced,
      double macroF1,
      double[] precision,
      double[] recall) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(ids(0, 1, 2), ids(0, 1, 2), 1, 1, 1, v(1, 1, 1), v(1, 1, 1)),
        new Case(ids(0, 1, 2), ids(1, 2, 0), 0, 0, 0, v(0, 0, 0), v(0, 0, 0)),
        // scikit-learn's example of F1: 2 of 6 correct, F1 0.8, 0, 0
        new Case(
            ids(0, 1, 2, 0, 1, 2),
            ids(0, 2, 1, 0, 0, 1),
            2 / 6.0,
            1 / 3.0,
            0.8 / 3,
            v(2 / 3.0, 0, 0),
            v(1, 0, 0)),
        // always the most frequent class; class 2 is nowhere
        new Case(
            ids(0, 0, 0, 1),
            ids(0, 0, 0, 0),
            0.75,
            0.5,
            (6 / 7.0 + 0) / 2,
            v(0.75, 0, 0),
            v(1, 0, 0)),
        // class 2 is predicted and never occurs: in F1, not in balanced accuracy
        new Case(ids(0, 1), ids(0, 2), 0.5, 0.5, 1 / 3.0, v(1, 0, 0), v(1, 0, 0)),
        new Case(
            ids(0, 0, 1, 1),
            ids(0, 1, 1, 1),
            0.75,
            0.75,
            (2 / 3.0 + 4 / 5.0) / 2,
            v(1, 2 / 3.0, 0),
            v(0.5, 1, 0)),
        // a missing truth is left out
        new Case(ids(0, -1, 1), ids(0, 1, 0), 0.5, 0.5, (2 / 3.0) / 2, v(0.5, 0, 0), v(1, 0, 0)),
        new Case(ids(2), ids(2), 1, 1, 1, v(0, 0, 1), v(0, 0, 1)),
        new Case(
            ids(0, 1, 1, 2, 2, 2),
            ids(0, 1, 0, 2, 2, 1),
            4 / 6.0,
            (1 + 0.5 + 2 / 3.0) / 3,
            (2 / 3.0 + 0.5 + 0.8) / 3,
            v(0.5, 0.5, 1),
            v(1, 0.5, 2 / 3.0)),
        new Case(
            ids(1, 1, 1, 1, 0),
            ids(0, 0, 1, 1, 0),
            3 / 5.0,
            (1 + 0.5) / 2,
            (0.5 + 2 / 3.0) / 2,
            v(1 / 3.0, 1, 0),
            v(1, 0.5, 0)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areAsWorkedByHand(Case one) {
    ClassMetrics metrics = new ClassMetrics(3);
    for (int i = 0; i < one.truth.length; i++) {
      metrics.add(one.truth[i], one.predicted[i], 0.5);
    }
    assertEquals(one.accuracy, metrics.accuracy(), 1e-12);
    assertEquals(one.balanced, metrics.balancedAccuracy(), 1e-12);
    assertEquals(one.macroF1, metrics.macroF1(), 1e-12);
    for (int k = 0; k < 3; k++) {
      assertEquals(one.precision[k], metrics.precision(k), 1e-12, "precision of " + k);
      assertEquals(one.recall[k], metrics.recall(k), 1e-12, "recall of " + k);
    }
    assertEquals(Math.log(2), metrics.logLoss(), 1e-12);
  }

  @Test
  void theConfusionMatrixHasActualClassesInRows() {
    ClassMetrics metrics = new ClassMetrics(2);
    metrics.add(0, 1, 0.1);
    metrics.add(0, 1, 0.1);
    metrics.add(1, 1, 0.1);
    metrics.add(-1, 1, 0.1);
    assertArrayEquals(new long[][] {{0, 2}, {0, 1}}, metrics.confusion());
    assertEquals(3, metrics.count());
    assertTrue(Double.isNaN(new ClassMetrics(2).accuracy()));
  }

  /** Probabilities of the true classes and the mean log loss. */
  record Logs(double[] probabilities, double loss) {}

  static Stream<Logs> logs() {
    double ln2 = Math.log(2);
    return Stream.of(
        new Logs(v(0.5), ln2),
        new Logs(v(0.25), 2 * ln2),
        new Logs(v(0.5, 0.25), 1.5 * ln2),
        new Logs(v(0.5, 0.5, 0.5), ln2),
        new Logs(v(1 / Math.E), 1),
        new Logs(v(1 / Math.E, 1 / Math.E / Math.E), 1.5),
        new Logs(v(0.125, 0.5), 2 * ln2),
        new Logs(v(0.1, 0.1), Math.log(10)),
        new Logs(v(1), -Math.log1p(-Math.ulp(1.0))), // limited to 1 - epsilon
        new Logs(v(0), 52 * ln2)); // limited to epsilon
  }

  @ParameterizedTest
  @MethodSource("logs")
  void logLossesAreAsWorkedByHand(Logs one) {
    ClassMetrics metrics = new ClassMetrics(2);
    for (double probability : one.probabilities) {
      metrics.add(0, 0, probability);
    }
    assertEquals(one.loss, metrics.logLoss(), 1e-12);
    assertEquals(one.loss / Math.log(2), metrics.bits(), 1e-12);
    assertEquals(Math.exp(one.loss), metrics.perplexity(), 1e-12 * Math.exp(one.loss));
  }

  @Test
  void theLikeliestClassIsPredictedTheFirstOfEqualOnes() {
    ClassMetrics metrics = new ClassMetrics(3);
    metrics.add(1, v(0.2, 0.4, 0.4));
    metrics.add(2, v(0.2, 0.4, 0.4));
    metrics.add(-1, v(1, 0, 0));
    assertArrayEquals(new long[][] {{0, 0, 0}, {0, 1, 0}, {0, 1, 0}}, metrics.confusion());
    assertEquals(-Math.log(0.4), metrics.logLoss(), 1e-12);
  }

  /** Truths of two classes, scores of class 1, and the area of class 1. */
  record Area(int[] truth, double[] scores, double area) {}

  static Stream<Area> areas() {
    return Stream.of(
        new Area(ids(0, 0, 1, 1), v(0.1, 0.4, 0.35, 0.8), 0.75), // scikit-learn's example
        new Area(ids(0, 1), v(0.1, 0.9), 1),
        new Area(ids(0, 1), v(0.9, 0.1), 0),
        new Area(ids(0, 1), v(0.5, 0.5), 0.5),
        new Area(ids(0, 1, 0, 1), v(0.5, 0.5, 0.5, 0.5), 0.5),
        new Area(ids(0, 0, 1), v(0.2, 0.5, 0.5), 0.75), // one pair won, one tied
        new Area(ids(1, 1, 0, 0, 0), v(0.9, 0.3, 0.4, 0.2, 0.1), 5 / 6.0),
        new Area(ids(1, 1, 1), v(0.1, 0.2, 0.3), NAN),
        new Area(ids(0, -1, 1), v(0.1, 0.5, 0.9), 1),
        new Area(ids(1, 0, 1, 0, 1), v(0.6, 0.6, 0.2, 0.2, 0.7), (0.5 + 1 + 0 + 0.5 + 1 + 1) / 6));
  }

  @ParameterizedTest
  @MethodSource("areas")
  void areasAreAsWorkedByHand(Area one) {
    RocAuc auc = new RocAuc(2);
    for (int i = 0; i < one.truth.length; i++) {
      auc.add(one.truth[i], v(1 - one.scores[i], one.scores[i]));
    }
    assertEquals(one.area, auc.of(1), 1e-12);
    assertEquals(one.area, auc.of(0), 1e-12, "of the other class");
    assertEquals(one.area, auc.macro(), 1e-12);
  }

  /** More predictions than there is room for at first: the scores ascend with the class. */
  @Test
  void manyPredictionsAreKept() {
    RocAuc auc = new RocAuc(2);
    for (int i = 0; i < 1000; i++) {
      auc.add(i < 500 ? 0 : 1, v(1 - i / 1000.0, i / 1000.0));
    }
    assertEquals(1, auc.of(1));
  }
}
