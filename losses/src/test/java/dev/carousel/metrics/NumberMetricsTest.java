package dev.carousel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases worked by hand from the definitions. */
class NumberMetricsTest {
  private static final double NAN = Double.NaN;
  private static final double TINY = Math.ulp(1.0);

  private static double[] v(double... values) {
    return values;
  }

  /** The expected figures: mean absolute and squared error, R2, MAPE and sMAPE. */
  record Case(
      double[] truth,
      double[] predicted,
      double mae,
      double mse,
      double r2,
      double mape,
      double smape) {}

  static Stream<Case> cases() {
    return Stream.of(
        // errors 1, 1; truths 1, 3 about 2: 1 - 2/2
        new Case(v(1, 3), v(2, 2), 1, 1, 0, (1 + 1 / 3.0) / 2, (2 / 3.0 + 2 / 5.0) / 2),
        new Case(v(1, 2, 3), v(1, 2, 3), 0, 0, 1, 0, 0),
        // errors 0.5, 0.5, 0, 1 (scikit-learn's own example); truths about 2.875: 29.1875
        new Case(
            v(3, -0.5, 2, 7),
            v(2.5, 0, 2, 8),
            0.5,
            0.375,
            1 - 1.5 / 29.1875,
            (0.5 / 3 + 1 + 0 + 1 / 7.0) / 4,
            (1 / 5.5 + 2 + 0 + 2 / 15.0) / 4),
        // the mean of the truths: R2 is 0
        new Case(
            v(1, 2, 3, 4, 5),
            v(3, 3, 3, 3, 3),
            6 / 5.0,
            2,
            0,
            (2 + 1 / 2.0 + 0 + 1 / 4.0 + 2 / 5.0) / 5,
            (4 / 4.0 + 2 / 5.0 + 0 + 2 / 7.0 + 4 / 8.0) / 5),
        // worse than the mean: 1 - 32/8
        new Case(v(0, 4), v(4, 0), 4, 16, -3, (4 / TINY + 1) / 2, 2),
        // equal truths, not hit: R2 is 0
        new Case(v(2, 2), v(3, 1), 1, 1, 0, 0.5, (2 / 5.0 + 2 / 3.0) / 2),
        // equal truths, hit: R2 is 1
        new Case(v(2, 2), v(2, 2), 0, 0, 1, 0, 0),
        // a missing truth is left out
        new Case(v(1, NAN, 3), v(2, 9, 2), 1, 1, 0, (1 + 1 / 3.0) / 2, (2 / 3.0 + 2 / 5.0) / 2),
        // one prediction: no R2; both 0: no sMAPE
        new Case(v(0), v(0), 0, 0, NAN, 0, 0),
        // negative numbers: errors 2, 1; truths about -3: 2
        new Case(v(-2, -4), v(-4, -5), 1.5, 2.5, 1 - 5 / 2.0, 0.625, (4 / 6.0 + 2 / 9.0) / 2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areAsWorkedByHand(Case one) {
    NumberMetrics metrics = new NumberMetrics();
    for (int i = 0; i < one.truth.length; i++) {
      metrics.add(one.truth[i], one.predicted[i]);
    }
    assertEquals(one.mae, metrics.mae(), 1e-12);
    assertEquals(one.mse, metrics.mse(), 1e-12);
    assertEquals(Math.sqrt(one.mse), metrics.rmse(), 1e-12);
    assertEquals(one.r2, metrics.r2(), 1e-12);
    assertEquals(one.mape, metrics.mape(), 1e-12 * Math.max(1, one.mape));
    assertEquals(one.smape, metrics.smape(), 1e-12);
  }

  /** Truths 0, 2 and 10, 14, 12 about 7.6, each predicted 1 too high. */
  @Test
  void partsOfDifferentMeansAddUp() {
    NumberMetrics one = new NumberMetrics();
    NumberMetrics other = new NumberMetrics();
    for (double truth : v(0, 2)) {
      one.add(truth, truth + 1);
    }
    for (double truth : v(10, 14, 12)) {
      other.add(truth, truth + 1);
    }
    one.addAll(other);
    one.addAll(new NumberMetrics());
    assertEquals(5, one.count());
    assertEquals(1, one.mae(), 1e-12);
    assertEquals(1, one.mse(), 1e-12);
    assertEquals(1 - 5 / 155.2, one.r2(), 1e-12);
    one.add(7.6, 8.6); // at the mean of all before
    assertEquals(1 - 6 / 155.2, one.r2(), 1e-12);
    NumberMetrics empty = new NumberMetrics();
    empty.addAll(other);
    assertEquals(1 - 3 / 8.0, empty.r2(), 1e-12);
  }

  /** {@code 1 / 2.2e-16} per cent say nothing of the errors. */
  @Test
  void aTruthOfZeroHasNoPercentage() {
    NumberMetrics metrics = new NumberMetrics();
    metrics.add(0.01, 90);
    assertTrue(NumberFigures.of(metrics, 1).hasPercentage(), "899,900 %, but of a truth");
    metrics.add(0, 1e-9);
    assertFalse(NumberFigures.of(metrics, 1).hasPercentage(), () -> metrics.mape() + "");
    assertFalse(NumberFigures.of(new NumberMetrics(), 1).hasPercentage(), "of nothing");
  }

  @Test
  void ofNothingIsNotANumber() {
    NumberMetrics metrics = new NumberMetrics();
    metrics.add(NAN, 1);
    assertEquals(0, metrics.count());
    for (double one :
        v(metrics.mae(), metrics.rmse(), metrics.r2(), metrics.mape(), metrics.smape())) {
      assertTrue(Double.isNaN(one));
    }
  }

  /**
   * A series of training, the season, the mean absolute difference over a season, and the scaled
   * error of a forecast that is off by 2.
   */
  record Scaled(double[] series, int season, double naive, double mase) {}

  static Stream<Scaled> scaled() {
    return Stream.of(
        new Scaled(v(1, 2, 3, 4), 1, 1, 2),
        new Scaled(v(1, 3, 2), 1, 1.5, 4 / 3.0),
        new Scaled(v(1, 5, 2, 6), 2, 1, 2),
        new Scaled(v(0, 8, 4), 2, 4, 0.5),
        new Scaled(v(0, 0, 0, 6, 3, 0), 3, 3, 2 / 3.0),
        new Scaled(v(5, 5, 5), 1, 0, NAN),
        new Scaled(v(5), 1, NAN, NAN),
        new Scaled(v(1, 2), 2, NAN, NAN),
        new Scaled(v(1, NAN, 3, 7), 1, 4, 0.5),
        new Scaled(v(2, -2, 2, -2), 1, 4, 0.5));
  }

  @ParameterizedTest
  @MethodSource("scaled")
  void scaledErrorsAreAsWorkedByHand(Scaled one) {
    NaiveError naive = new NaiveError(one.season);
    for (double value : one.series) {
      naive.add(value);
    }
    NumberMetrics metrics = new NumberMetrics();
    metrics.add(10, 12);
    metrics.add(20, 18);
    assertEquals(one.naive, naive.mean(), 1e-12);
    assertEquals(one.mase, metrics.mase(naive), 1e-12);
  }

  @Test
  void seriesAreNotComparedWithEachOther() {
    NaiveError naive = new NaiveError(1);
    naive.add(1);
    naive.add(3);
    naive.nextSeries();
    naive.add(100);
    naive.add(104);
    assertEquals(3, naive.mean());
    assertThrows(IllegalArgumentException.class, () -> new NaiveError(0));
  }

  /** Truths, quantiles, the level, and the expected loss and share. */
  record Pinball(double[] truth, double[] quantile, double level, double loss, double share) {}

  static Stream<Pinball> pinballs() {
    return Stream.of(
        new Pinball(v(1, 2, 3), v(0, 2, 3), 0.1, 0.1 / 3, 2 / 3.0), // scikit-learn's example
        new Pinball(v(1, 2, 3), v(1, 2, 4), 0.1, 0.9 / 3, 1),
        new Pinball(v(1, 2, 3), v(0, 2, 3), 0.9, 0.9 / 3, 2 / 3.0),
        new Pinball(v(1, 2, 3), v(1, 2, 4), 0.9, 0.1 / 3, 1),
        new Pinball(v(1, 2, 3), v(1, 2, 3), 0.1, 0, 1),
        new Pinball(v(4, 0), v(0, 4), 0.5, 2, 0.5),
        new Pinball(v(10), v(0), 0.75, 7.5, 0),
        new Pinball(v(-10), v(0), 0.75, 2.5, 1),
        new Pinball(v(1, NAN), v(0, 5), 0.25, 0.25, 0),
        new Pinball(v(1, 2, 3, 4), v(2.5, 2.5, 2.5, 2.5), 0.5, 0.5, 0.5));
  }

  @ParameterizedTest
  @MethodSource("pinballs")
  void pinballLossesAreAsWorkedByHand(Pinball one) {
    QuantileMetrics metrics = new QuantileMetrics(one.level);
    for (int i = 0; i < one.truth.length; i++) {
      metrics.add(one.truth[i], one.quantile[i]);
    }
    assertEquals(one.loss, metrics.pinball(), 1e-12);
    assertEquals(one.share, metrics.share(), 1e-12);
  }

  /** Truths against the interval from -1 to 2, and the share inside. */
  record Interval(double[] truth, double share) {}

  static Stream<Interval> intervals() {
    return Stream.of(
        new Interval(v(0), 1),
        new Interval(v(3), 0),
        new Interval(v(-1, 2), 1), // the ends are inside
        new Interval(v(-1.001, 2.001), 0),
        new Interval(v(0, 5), 0.5),
        new Interval(v(0, 1, 2, 3), 0.75),
        new Interval(v(-2, 0, 2, 3), 0.5),
        new Interval(v(0, NAN), 1),
        new Interval(v(NAN, 9), 0),
        new Interval(v(NAN), NAN));
  }

  @ParameterizedTest
  @MethodSource("intervals")
  void coverageIsAsWorkedByHand(Interval one) {
    QuantileMetrics.Coverage coverage = new QuantileMetrics.Coverage();
    for (double truth : one.truth) {
      coverage.add(truth, -1, 2);
    }
    assertEquals(one.share, coverage.share());
    assertEquals(Double.isNaN(one.share) ? NAN : 3, coverage.width());
  }

  @Test
  void aLevelIsAShare() {
    assertThrows(IllegalArgumentException.class, () -> new QuantileMetrics(0));
    assertThrows(IllegalArgumentException.class, () -> new QuantileMetrics(1));
  }
}
