package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The functions against double, in units in the last place of the float nearest the truth, over a
 * dense sweep of all arguments whose result is a normal number.
 */
class FloatMathTest {
  private static final int SAMPLES = 4_000_000;

  /** A function of one float, unboxed. */
  @FunctionalInterface
  private interface FloatFunction {
    float of(float x);
  }

  @Test
  void expIsWithinOneUlpAndABit() {
    assertWithin(1.01, FloatMath::exp, StrictMath::exp, -87.3f, 88.7f);
  }

  @Test
  void tanhIsWithinTwoUlp() {
    assertWithin(1.3, FloatMath::tanh, StrictMath::tanh, -10f, 10f);
  }

  /** The worst lies at -16.6, where the errors of exp, sum and quotient add up: 2.48. */
  @Test
  void sigmoidIsWithinTwoAndAHalfUlp() {
    assertWithin(2.5, FloatMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -87f, 20f);
  }

  @Test
  void smallArgumentsOfTanhAreExact() {
    for (float x = 1e-5f; x >= Float.MIN_VALUE; x /= 3) {
      assertEquals(StrictMath.tanh(x), FloatMath.tanh(x), Math.ulp(x) * 0.51);
    }
  }

  @Test
  void limitsAreReachedAndNotPassed() {
    assertEquals(0f, FloatMath.exp(Float.NEGATIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(Float.POSITIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(89f));
    assertEquals(1f, FloatMath.exp(0f));
    assertEquals(1f, FloatMath.tanh(100f));
    assertEquals(-1f, FloatMath.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(1f, FloatMath.sigmoid(Float.POSITIVE_INFINITY));
    assertEquals(0f, FloatMath.sigmoid(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(FloatMath.exp(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.tanh(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.sigmoid(Float.NaN)));
  }

  @Test
  void subnormalResultsOfExpAreWithinOneStep() {
    for (float x = -103f; x < -87.4f; x += 0.01f) {
      assertEquals(StrictMath.exp(x), FloatMath.exp(x), 1.5 * Float.MIN_VALUE, "exp(" + x + ")");
    }
  }

  private static void assertWithin(
      double ulps, FloatFunction function, DoubleUnaryOperator truth, float from, float to) {
    double worst = 0;
    float worstAt = 0;
    for (int i = 0; i <= SAMPLES; i++) {
      float x = (float) (from + (double) (to - from) * i / SAMPLES);
      double exact = truth.applyAsDouble(x);
      double error = Math.abs(function.of(x) - exact) / Math.ulp((float) exact);
      if (!(error <= worst)) {
        worst = error;
        worstAt = x;
      }
    }
    assertTrue(worst <= ulps, worst + " ulp at " + worstAt);
  }
}
