package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The functions against double, in units in the last place of the float nearest the truth, over
 * arguments spread evenly among all floats of a range whose result is a normal number. The bounds
 * are those that {@link FloatMath} states; the argument named beside each is the worst of an
 * exhaustive sweep.
 */
class FloatMathTest {
  private static final int SAMPLES = 2_000_000;
  private static final float TINY = 1e-9f;

  /** A function of one float, unboxed. */
  @FunctionalInterface
  private interface FloatFunction {
    float of(float x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  @Test
  void expIsWithinItsBound() {
    assertWithin(1.02, FloatMath::exp, StrictMath::exp, TINY, 88.7f);
    assertWithin(1.02, FloatMath::exp, StrictMath::exp, -TINY, -87.3f);
    assertWithinAt(1.02, FloatMath::exp, StrictMath::exp, -27.377993f);
  }

  @Test
  void tanhIsWithinItsBound() {
    assertWithin(1.34, FloatMath::tanh, StrictMath::tanh, TINY, 20f);
    assertWithin(1.34, FloatMath::tanh, StrictMath::tanh, -TINY, -20f);
    assertWithinAt(1.34, FloatMath::tanh, StrictMath::tanh, 0.5549423f);
  }

  @Test
  void sigmoidIsWithinItsBound() {
    assertWithin(2, FloatMath::sigmoid, FloatMathTest::sigmoid, TINY, 100f);
    assertWithin(2, FloatMath::sigmoid, FloatMathTest::sigmoid, -TINY, -87.3f);
    assertWithinAt(2, FloatMath::sigmoid, FloatMathTest::sigmoid, -3.449918e-4f);
  }

  @Test
  void softplusIsWithinItsBound() {
    assertWithin(1.75, FloatMath::softplus, FloatMathTest::softplus, TINY, 200f);
    assertWithin(1.75, FloatMath::softplus, FloatMathTest::softplus, -TINY, -87.3f);
    assertWithinAt(1.75, FloatMath::softplus, FloatMathTest::softplus, -0.8812411f);
  }

  @Test
  void logIsWithinItsBound() {
    assertWithin(0.86, FloatMath::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE);
    assertWithin(0.86, FloatMath::log, StrictMath::log, 0.5f, 2f);
    assertWithinAt(0.86, FloatMath::log, StrictMath::log, 1.399021f);
  }

  /** Subnormal numbers are made larger first; the smallest normal one need not be. */
  @Test
  void logIsWithinItsBoundAtTheEndsOfTheNormalNumbers() {
    for (float end : new float[] {Float.MIN_NORMAL, Float.MAX_VALUE}) {
      assertWithinAt(0.86, FloatMath::log, StrictMath::log, end);
      assertWithinAt(0.86, FloatMath::log, StrictMath::log, Math.nextDown(end));
    }
    assertWithinAt(0.86, FloatMath::log, StrictMath::log, Math.nextUp(Float.MIN_NORMAL));
  }

  @Test
  void sineIsWithinItsBound() {
    assertWithin(1.57, FloatMath::sin, StrictMath::sin, TINY, 2e5f);
    assertWithin(1.57, FloatMath::sin, StrictMath::sin, -0.5f, -2e5f);
    assertWithinAt(1.57, FloatMath::sin, StrictMath::sin, 922.8229f);
  }

  @Test
  void cosineIsWithinItsBound() {
    assertWithin(1.57, FloatMath::cos, StrictMath::cos, TINY, 2e5f);
    assertWithin(1.57, FloatMath::cos, StrictMath::cos, -0.5f, -2e5f);
    assertWithinAt(1.57, FloatMath::cos, StrictMath::cos, 1840.216f);
  }

  @Test
  void turnsBeyondTheReachOfFloatAreTakenInDouble() {
    for (float x : new float[] {1e6f, 1.5e7f, 1e8f, -3e9f, 1e20f, Float.MAX_VALUE}) {
      assertWithinAt(1.57, FloatMath::sin, StrictMath::sin, x);
      assertWithinAt(1.57, FloatMath::cos, StrictMath::cos, x);
    }
  }

  @Test
  void oddFunctionsOfTheSmallestArgumentsAreTheArguments() {
    for (float x = 1e-5f; x >= Float.MIN_VALUE; x /= 3) {
      assertEquals(StrictMath.tanh(x), FloatMath.tanh(x), Math.ulp(x) * 0.51);
      assertEquals(StrictMath.sin(x), FloatMath.sin(x), Math.ulp(x) * 0.51);
    }
    assertEquals(-0f, FloatMath.tanh(-0f));
    assertEquals(-0f, FloatMath.sin(-0f));
    assertEquals(0f, FloatMath.tanh(0f));
    assertEquals(0f, FloatMath.sin(0f));
  }

  @Test
  void limitsAreReachedAndNotPassed() {
    assertLimits(FloatMath::exp, 0f, Float.POSITIVE_INFINITY);
    assertLimits(FloatMath::tanh, -1f, 1f);
    assertLimits(FloatMath::sigmoid, 0f, 1f);
    assertLimits(FloatMath::softplus, 0f, Float.POSITIVE_INFINITY);
    assertLimits(FloatMath::log, Float.NaN, Float.POSITIVE_INFINITY);
    assertLimits(FloatMath::sin, Float.NaN, Float.NaN);
    assertLimits(FloatMath::cos, Float.NaN, Float.NaN);
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(89f));
    assertEquals(1f, FloatMath.exp(0f));
    assertEquals(1f, FloatMath.tanh(100f));
    assertEquals(1f, FloatMath.cos(-0f));
    assertEquals(Float.MAX_VALUE, FloatMath.softplus(Float.MAX_VALUE));
  }

  private static void assertLimits(FloatFunction function, float low, float high) {
    assertEquals(low, function.of(Float.NEGATIVE_INFINITY));
    assertEquals(high, function.of(Float.POSITIVE_INFINITY));
    assertEquals(Float.NaN, function.of(Float.NaN));
  }

  @Test
  void logOfZeroIsInfiniteAndOfLessIsNotANumber() {
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(0f));
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(-0f));
    assertEquals(Float.NaN, FloatMath.log(-Float.MIN_VALUE));
    assertEquals(Float.NaN, FloatMath.log(-1f));
    assertEquals(0f, FloatMath.log(1f));
  }

  @Test
  void subnormalResultsAreWithinOneStep() {
    double step = Float.MIN_VALUE;
    for (float x = -110f; x < -87.2f; x += 0.01f) {
      assertEquals(StrictMath.exp(x), FloatMath.exp(x), 1.5 * step, "exp(" + x + ")");
      assertEquals(sigmoid(x), FloatMath.sigmoid(x), step, "sigmoid(" + x + ")");
      assertEquals(softplus(x), FloatMath.softplus(x), step, "softplus(" + x + ")");
    }
  }

  private static void assertWithin(
      double ulps, FloatFunction function, DoubleUnaryOperator truth, float from, float to) {
    int first = Float.floatToRawIntBits(from);
    long span = (long) Float.floatToRawIntBits(to) - first;
    float worstAt = from;
    double worst = 0;
    for (int i = 0; i <= SAMPLES; i++) {
      float x = Float.intBitsToFloat((int) (first + span * i / SAMPLES));
      double error = error(function, truth, x);
      if (error > worst) {
        worst = error;
        worstAt = x;
      }
    }
    assertWithinAt(ulps, function, truth, worstAt);
  }

  private static void assertWithinAt(
      double ulps, FloatFunction function, DoubleUnaryOperator truth, float x) {
    double error = error(function, truth, x);
    assertTrue(error <= ulps, error + " ulp at " + x);
  }

  /** Not a number counts as infinitely wrong. */
  private static double error(FloatFunction function, DoubleUnaryOperator truth, float x) {
    double exact = truth.applyAsDouble(x);
    double error = Math.abs(function.of(x) - exact) / Math.ulp((float) exact);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
