package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

/** The signed-rank test, held against R's published results, SciPy and enumeration. */
class WilcoxonTest {
  /** R's help says V = 40; its one-sided p-value is 0.01953. */
  @Test
  void withoutTiesItIsExact() {
    Wilcoxon depression = Wilcoxon.of(References.depression());
    assertEquals(new Wilcoxon(9, 40, 5, 0.0390625, true), depression);
    assertEquals(new Wilcoxon(15, 96, 24, 0.041259765625, true), Wilcoxon.of(References.maize()));
    assertEquals(new Wilcoxon(5, 14, 1, 0.125, true), Wilcoxon.of(References.five()));
    assertEquals(35.0 / 45, depression.rankBiserial(), 1e-12);
  }

  /** R says V = 45 and p = 0.009091. */
  @Test
  void withTiesAndZerosItIsTheCorrectedNormalApproximation() {
    Wilcoxon sleep = Wilcoxon.of(References.sleep());
    assertEquals(9, sleep.pairs());
    assertEquals(45, sleep.positive());
    assertFalse(sleep.isExact());
    assertEquals(0.009090698015925044, sleep.pValue(), 1e-9);
    // R: wilcox.test(c(-0.2, -0.05, 0.1, 0.15, 0.2)) says V = 9.5, p-value = 0.6845
    Wilcoxon five = Wilcoxon.of(-0.2, -0.05, 0.1, 0.15, 0.2);
    assertEquals(9.5, five.positive());
    assertEquals(0.6845, five.pValue(), 5e-5);
  }

  /** All sign patterns of n distinct sizes are equally likely. */
  @Test
  void exactTailsAreThoseOfAllSignPatterns() {
    RandomGenerator random = RandomStreams.stream(1, "wilcoxon");
    for (int n = 1; n <= 12; n++) {
      double[] values = gaussians(random, n);
      assertEquals(enumerated(values), Wilcoxon.of(values).pValue(), 1e-12, "n = " + n);
      double theirs =
          new WilcoxonSignedRankTest().wilcoxonSignedRankTest(values, new double[n], true);
      assertEquals(theirs, Wilcoxon.of(values).pValue(), 1e-12, "n = " + n);
    }
  }

  private static double enumerated(double... values) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    int center = 0;
    int most = values.length * (values.length + 1) / 2;
    for (double value : values) {
      center += value > 0 ? Arrays.binarySearch(sizes, value) + 1 : 0;
    }
    int extreme = 0;
    for (int pattern = 0; pattern < 1 << values.length; pattern++) {
      int sum = 0;
      for (int rank = 1; rank <= values.length; rank++) {
        sum += (pattern >> (rank - 1) & 1) * rank;
      }
      extreme += Math.abs(2 * sum - most) >= Math.abs(2 * center - most) ? 1 : 0;
    }
    return Math.min(1, extreme / (double) (1 << values.length));
  }

  /** Both p-values of 49 pairs agree to a hundredth, and 50 pairs have only the second one. */
  @Test
  void fiftyPairsAreApproximated() {
    double[] values = gaussians(RandomStreams.stream(2, "wilcoxon"), 50);
    assertFalse(Wilcoxon.of(values).isExact());
    Wilcoxon exact = Wilcoxon.of(Arrays.copyOf(values, 49));
    assertTrue(exact.isExact());
    double[] withZero = Arrays.copyOf(values, 50);
    withZero[49] = 0;
    Wilcoxon approximate = Wilcoxon.of(withZero);
    assertEquals(49, approximate.pairs());
    assertFalse(approximate.isExact());
    assertEquals(exact.pValue(), approximate.pValue(), 0.01);
  }

  @Test
  void nothingIsCertainWithoutDifferences() {
    assertEquals(1, Wilcoxon.of(0, 0, 0).pValue());
    assertTrue(Double.isNaN(Wilcoxon.of().pValue()));
    assertTrue(Double.isNaN(Wilcoxon.of(0, 0).rankBiserial()));
    assertEquals(1, Wilcoxon.of(3.5).pValue());
    assertEquals(1, Wilcoxon.of(1, -1).pValue());
    assertEquals(1, Wilcoxon.of(1, 2, -3).pValue());
    assertEquals(-1, Wilcoxon.of(-1, -2, -3).rankBiserial());
  }

  private static double[] gaussians(RandomGenerator random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian() + 0.3);
    return values;
  }
}
