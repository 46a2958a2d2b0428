package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/** Bootstrap intervals, held against SciPy's and against those of all samples. */
class BootstrapTest {
  /** All {@code 5^5} samples instead of some: nothing is left to chance. */
  @Test
  void intervalsOfAllSamples() {
    assertEnds(0.20066262940556995, 1.44838, all(StatUtils::mean, References.five()), 1e-9);
    ToDoubleFunction<double[]> squared = sample -> Math.pow(StatUtils.mean(sample), 2);
    assertEnds(0.0368179344, 1.9512178596, all(squared, References.five()), 1e-9);
  }

  private static Interval all(ToDoubleFunction<double[]> figure, double... values) {
    int n = values.length;
    double[] figures = new double[(int) Math.pow(n, n)];
    for (int i = 0; i < figures.length; i++) {
      double[] sample = new double[n];
      for (int k = 0, rest = i; k < n; k++, rest /= n) {
        sample[k] = values[rest % n];
      }
      Arrays.sort(sample);
      figures[i] = figure.applyAsDouble(sample);
    }
    double whole = figure.applyAsDouble(Arrays.stream(values).sorted().toArray());
    return Bootstrap.bca(whole, figures, Bootstrap.jackknife(figure, values));
  }

  /** Of a million samples SciPy has -1.667 to 36.333, and 1.05 to 2.63. */
  @Test
  void intervalsOfTextbooks() {
    assertEnds(-1.6667, 36.3333, Bootstrap.ofMean(1, References.maize()), 0.7);
    assertEnds(1.05, 2.63, Bootstrap.ofMean(1, References.sleep()), 0.05);
  }

  private static void assertEnds(double low, double high, Interval found, double tolerance) {
    assertEquals(low, found.low(), tolerance);
    assertEquals(high, found.high(), tolerance);
  }

  @Test
  void theSeedDecides() {
    assertEquals(Bootstrap.ofMean(7, References.maize()), Bootstrap.ofMean(7, References.maize()));
    assertNotEquals(
        Bootstrap.ofMean(7, References.maize()), Bootstrap.ofMean(8, References.maize()));
  }

  @Test
  void equalValuesHaveAnIntervalWithoutWidth() {
    assertEquals(new Interval(2, 2), Bootstrap.ofMean(1, 2, 2, 2));
    assertTrue(Double.isNaN(Bootstrap.ofMean(1, 2).low()));
    assertTrue(Double.isNaN(Bootstrap.ofMean(1).high()));
  }

  /** Without any of the values the median is the same, so that nothing is accelerated. */
  @Test
  void aMedianMayNotChangeWithoutAnyValue() {
    double[] values = {1, 2, 2, 2, 2, 2, 9};
    ToDoubleFunction<double[]> median = sample -> StatUtils.percentile(sample, 50);
    assertEquals(new Interval(2, 2), Bootstrap.of(1, median, values));
  }

  /** One value of many far from the others: the ends stay within the samples' figures. */
  @Test
  void extremelySkewedValuesHaveAnInterval() {
    double[] values = new double[2000];
    values[0] = 1;
    Interval found = Bootstrap.ofMean(1, values);
    assertTrue(
        found.low() >= 0 && found.low() < found.high() && found.high() <= 0.01, found::toString);
  }

  /** Of ten normal values the interval holds the truth in about 90 % of cases. */
  @Test
  void coverageOfTenNormalValues() {
    RandomGenerator random = RandomStreams.stream(3, "coverage");
    int held = 0;
    for (int i = 0; i < 300; i++) {
      double[] values = new double[10];
      Arrays.setAll(values, k -> random.nextGaussian());
      Interval interval = Bootstrap.ofMean(i, values);
      held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertEquals(270, held, 15);
  }
}
