package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTermsTest {
  private static final double EXACT = 1e-15;

  /** Logits of the probabilities 1/8, 3/8 and 4/8, far from 0. */
  private static final double[] LOGITS = {700, 700 + Math.log(3), 700 + Math.log(4)};

  private static final double[] P = {1 / 8.0, 3 / 8.0, 4 / 8.0};

  @Test
  void withWeightsAndSmoothingItIsItsFormula() {
    SoftmaxTerms terms = SoftmaxTerms.of(0.3, 1, 2, 5);
    double[] gradient = {9, 9, 9};
    double all = 1 * Math.log(8) + 2 * Math.log(8 / 3.0) + 5 * Math.log(2);
    double loss = terms.loss(LOGITS, 1, gradient);
    assertEquals(0.7 * 2 * Math.log(8 / 3.0) + 0.1 * all, loss, 1e-12);
    double a = 0.7 * 2 + 0.1 * 8;
    double[] expected = {a * P[0] - 0.1, a * P[1] - 0.7 * 2 - 0.1 * 2, a * P[2] - 0.1 * 5};
    assertArrayEquals(expected, gradient, 1e-12);
  }

  @Test
  void withoutEitherItIsTheLogLoss() {
    double[] gradient = new double[3];
    assertEquals(Math.log(2), SoftmaxTerms.PLAIN.loss(LOGITS, 2, gradient), 1e-12);
    assertArrayEquals(new double[] {P[0], P[1], P[2] - 1}, gradient, 1e-12);
    assertEquals(0, SoftmaxTerms.PLAIN.smoothing());
    assertEquals(1, SoftmaxTerms.PLAIN.weight(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void theGradientIsThatOfTheLoss(int target) {
    SoftmaxTerms terms = SoftmaxTerms.of(0.2, 3, 0.5, 0);
    double[] logits = {0.3, -1.1, 2};
    double[] gradient = new double[3];
    double[] unused = new double[3];
    terms.loss(logits, target, gradient);
    double step = 1e-5;
    for (int k = 0; k < 3; k++) {
      double[] up = logits.clone();
      double[] down = logits.clone();
      up[k] += step;
      down[k] -= step;
      double slope = terms.loss(up, target, unused) - terms.loss(down, target, unused);
      assertEquals(slope / (2 * step), gradient[k], 1e-9);
    }
  }

  @Test
  void factorsWithWeightsAndWithout() {
    SoftmaxTerms weighted = SoftmaxTerms.of(0.4, 1, 3);
    assertEquals(0.4, weighted.smoothing());
    assertEquals(3, weighted.weight(1));
    assertEquals(0.2 * 3, weighted.everywhere(1, 2), EXACT);
    assertEquals(0.6 * 3, weighted.ofTarget(1), EXACT);
    assertEquals(0.6 * 3 + 0.2 * 4, weighted.total(1, 2), EXACT);
    SoftmaxTerms smoothed = SoftmaxTerms.of(0.4);
    assertEquals(0.1, smoothed.everywhere(1, 4), EXACT);
    assertEquals(0.6, smoothed.ofTarget(1), EXACT);
    assertEquals(1, smoothed.total(1, 4), EXACT);
  }

  @Test
  void isPlainWithoutSmoothingAndWithEqualWeights() {
    assertTrue(SoftmaxTerms.PLAIN.isPlain());
    assertTrue(SoftmaxTerms.of(0, 1, 1).isPlain());
    assertFalse(SoftmaxTerms.of(0, 1, 2).isPlain());
    assertFalse(SoftmaxTerms.of(0.1).isPlain());
    assertFalse(SoftmaxTerms.of(0.1, 1, 1).isPlain());
  }

  @Test
  void isEqualIfAllNumbersAre() {
    SoftmaxTerms terms = SoftmaxTerms.of(0.5, 1, 2);
    assertEquals(terms, SoftmaxTerms.of(0.5, 1, 2));
    assertEquals(terms.hashCode(), SoftmaxTerms.of(0.5, 1, 2).hashCode());
    assertNotEquals(terms, SoftmaxTerms.of(0.25, 1, 2));
    assertNotEquals(terms, SoftmaxTerms.of(0.5, 2, 1));
    assertNotEquals(terms.hashCode(), SoftmaxTerms.of(0.25, 1, 2).hashCode());
    assertNotEquals(terms.hashCode(), SoftmaxTerms.of(0.5, 2, 1).hashCode());
    assertFalse(terms.equals(new Object()));
    assertEquals("smoothing 0.5, weights [1.0, 2.0]", terms.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void smoothingOutOfRangeIsRefused(double smoothing) {
    Refusal.of(() -> SoftmaxTerms.of(smoothing), "label smoothing", "less than 1", "" + smoothing);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, Double.NaN})
  void weightOutOfRangeIsRefused(double weight) {
    Refusal.of(() -> SoftmaxTerms.of(0, 1, weight), "weight of a class", "at least 0", "" + weight);
  }

  @Test
  void weightsOfZeroAloneAreRefused() {
    Refusal.of(() -> SoftmaxTerms.of(0, 0, 0), "All weights of the classes are 0.");
    assertEquals(0, SoftmaxTerms.of(0.999, 0, 1).weight(0));
  }

  @Test
  void weightsOfOtherClassesAreRefused() {
    Refusal.of(() -> SoftmaxTerms.of(0, 1, 2).requireFor(3), "each of the 3 classes", "2 weights");
    Refusal.of(() -> SoftmaxTerms.of(0, 7).requireFor(3), "each of the 3 classes", "1 weight");
    SoftmaxTerms.of(0, 1, 2).requireFor(2);
    SoftmaxTerms.of(0.1).requireFor(9);
  }
}
