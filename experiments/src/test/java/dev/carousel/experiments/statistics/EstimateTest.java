package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;

/** Sampling errors, intervals and tests. */
class EstimateTest {
  private static final double[] SOME = {1.5, 2.25, -0.5, 3, 1};
  private static final double[] OTHER = {0.5, 4, 2.5, 3.5};

  @Test
  void ofAMeanItIsTheUsualInterval() {
    Estimate mean = Estimate.mean(SOME);
    assertEquals(1.45, mean.value(), 1e-12);
    double error = Math.sqrt(StatUtils.variance(SOME) / 5);
    assertEquals(error, mean.standardError(), 1e-12);
    assertEquals(1.45 - 2.776445 * error, mean.low95(), 1e-6);
    assertEquals(1.45 + 2.776445 * error, mean.high95(), 1e-6);
  }

  @Test
  void theJackknifeOfAMeanIsItsStandardError() {
    double sum = Arrays.stream(SOME).sum();
    double[] without = Arrays.stream(SOME).map(value -> (sum - value) / 4).toArray();
    Estimate jackknife = Estimate.jackknife(sum / 5, without);
    assertEquals(Estimate.mean(SOME).standardError(), jackknife.standardError(), 1e-12);
    assertEquals(5, jackknife.pieces());
  }

  @Test
  void anIntervalTellsTheErrorThatMadeIt() {
    Estimate mean = Estimate.mean(SOME);
    Estimate told = Estimate.within(mean.value(), mean.low95(), mean.high95(), mean.pieces());
    assertEquals(mean.standardError(), told.standardError(), 1e-12);
  }

  @Test
  void twoMeansAreTestedAsWelchDoes() {
    double expected = TestUtils.tTest(SOME, OTHER);
    assertEquals(expected, Estimate.mean(SOME).pValue(Estimate.mean(OTHER)), 1e-12);
    assertEquals(expected, Estimate.mean(OTHER).pValue(Estimate.mean(SOME)), 1e-12);
  }

  @Test
  void onePieceHasNoError() {
    Estimate one = Estimate.mean(3);
    assertFalse(one.isTestable());
    assertTrue(Double.isNaN(one.low95()));
    assertTrue(Double.isNaN(one.pValue(Estimate.mean(SOME))));
    assertTrue(Double.isNaN(Estimate.within(3, 2, 4, 1).pValue(Estimate.mean(SOME))));
  }

  @Test
  void withoutAnyScatterEqualIsEqualAndOtherIsOther() {
    assertEquals(1, Estimate.mean(2, 2).pValue(Estimate.mean(2, 2, 2)));
    assertEquals(0, Estimate.mean(2, 2).pValue(Estimate.mean(3, 3)));
  }

  /** Of 2,000 tests of nothing about one in twenty has a p-value below 0.05. */
  @Test
  void nineteenIntervalsInTwentyHoldTheTruth() {
    RandomGenerator random = RandomStreams.stream(1, "estimates");
    int outside = 0;
    int different = 0;
    for (int i = 0; i < 2000; i++) {
      Estimate a = Estimate.mean(gaussians(random, 8));
      Estimate b = Estimate.mean(gaussians(random, 16));
      outside += a.low95() > 0 || a.high95() < 0 ? 1 : 0;
      different += a.pValue(b) < 0.05 ? 1 : 0;
    }
    assertEquals(100, outside, 30);
    assertEquals(100, different, 30);
  }

  private static double[] gaussians(RandomGenerator random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }
}
