package dev.carousel.internal.kernel.vector;

import static dev.carousel.internal.kernel.FloatMath.E0;
import static dev.carousel.internal.kernel.FloatMath.E1;
import static dev.carousel.internal.kernel.FloatMath.E2;
import static dev.carousel.internal.kernel.FloatMath.E3;
import static dev.carousel.internal.kernel.FloatMath.E4;
import static dev.carousel.internal.kernel.FloatMath.EXPONENT_BIAS;
import static dev.carousel.internal.kernel.FloatMath.EXP_HIGH;
import static dev.carousel.internal.kernel.FloatMath.EXP_LOW;
import static dev.carousel.internal.kernel.FloatMath.LN2;
import static dev.carousel.internal.kernel.FloatMath.LN2_HIGH;
import static dev.carousel.internal.kernel.FloatMath.LN2_LOW;
import static dev.carousel.internal.kernel.FloatMath.LOG2_E;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER_BITS;
import static dev.carousel.internal.kernel.FloatMath.SIGMOID_BIAS;
import static dev.carousel.internal.kernel.FloatMath.SIGMOID_HIGH;
import static dev.carousel.internal.kernel.FloatMath.SIGMOID_LOW;
import static dev.carousel.internal.kernel.FloatMath.SIGMOID_UNIT;
import static dev.carousel.internal.kernel.FloatMath.T0;
import static dev.carousel.internal.kernel.FloatMath.T1;
import static dev.carousel.internal.kernel.FloatMath.T2;
import static dev.carousel.internal.kernel.FloatMath.T3;
import static dev.carousel.internal.kernel.FloatMath.TANH_HIGH;
import static dev.carousel.internal.kernel.FloatMath.TANH_SMALL;
import static dev.carousel.internal.kernel.FloatMath.TWO_LOG2_E;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link dev.carousel.internal.kernel.FloatMath} that stand on exp, step for step,
 * on vectors: exp as a loop, and the others for {@link LoopWriter} to write into loops.
 *
 * <p>Arguments are clamped by their bits, since the minimum of two ints is one instruction, while
 * that of two floats, which must handle NaN and -0, is six. Positive floats have the order of their
 * bits, and so do negative ones after a change of sign. That turns NaN into a bound; where the
 * steps after do not bring it back, a blend does. Magnitudes are taken by their bits as well.
 */
final class VectorExponentials {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private VectorExponentials() {}

  private static FloatVector all(float value) {
    return VectorArithmetic.all(value);
  }

  private static IntVector bits(float value) {
    return all(value).reinterpretAsInts();
  }

  /**
   * The same int in all lanes. Shifts by it are operations like others. Shifts by a plain int are
   * not: in a JVM that has met one alone when the JIT compiles them, vectors stay on the heap (see
   * {@link VectorOperations}).
   */
  private static IntVector all(int value) {
    return IntVector.broadcast(VectorBf16Product.INTS, value);
  }

  /** {@code e^v}. */
  static void exp(
      int rows, int bound, float[] from, int fromAt, int fromRow, float[] out, int at, int row) {
    IntVector highest = bits(EXP_HIGH);
    IntVector lowest = bits(-EXP_LOW);
    IntVector sign = bits(-0f);
    FloatVector log2e = all(LOG2_E);
    FloatVector minusLn2High = all(-LN2_HIGH);
    FloatVector minusLn2Low = all(-LN2_LOW);
    FloatVector rounder = all(ROUNDER);
    FloatVector e0 = all(E0);
    FloatVector e1 = all(E1);
    FloatVector e2 = all(E2);
    FloatVector e3 = all(E3);
    FloatVector e4 = all(E4);
    IntVector one = all(1);
    IntVector mantissaBits = all(23);
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, from, fromAt + k * fromRow + i);
        FloatVector x =
            v.reinterpretAsInts()
                .min(highest)
                .lanewise(VectorOperators.XOR, sign)
                .min(lowest)
                .lanewise(VectorOperators.XOR, sign)
                .reinterpretAsFloats();
        FloatVector shifted = x.fma(log2e, rounder);
        FloatVector n = shifted.sub(rounder);
        FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, x));
        FloatVector q = e4.fma(r, e3).fma(r, e2).fma(r, e1).fma(r, e0);
        FloatVector t = q.fma(r.mul(r), r);
        IntVector power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = power.lanewise(VectorOperators.ASHR, one);
        FloatVector low =
            half.add(127).lanewise(VectorOperators.LSHL, mantissaBits).reinterpretAsFloats();
        FloatVector high =
            power
                .sub(half)
                .add(127)
                .lanewise(VectorOperators.LSHL, mantissaBits)
                .reinterpretAsFloats();
        FloatVector e = t.add(1f).mul(low).mul(high);
        v.blend(e, v.compare(VectorOperators.EQ, v)).intoArray(out, at + k * row + i);
      }
    }
  }

  /** {@code 1 / (1 + e^-v)}. */
  static FloatVector sigmoid(FloatVector v) {
    FloatVector x =
        v.reinterpretAsInts()
            .min(bits(SIGMOID_HIGH))
            .lanewise(VectorOperators.XOR, bits(-0f))
            .min(bits(-SIGMOID_LOW))
            .reinterpretAsFloats();
    FloatVector shifted = x.fma(all(LOG2_E), all(ROUNDER));
    FloatVector n = shifted.sub(all(ROUNDER));
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    FloatVector t = tail(r);
    FloatVector s = power(shifted, SIGMOID_BIAS);
    FloatVector y = all(SIGMOID_UNIT).div(s.fma(t, all(SIGMOID_UNIT)).add(s));
    return v.blend(y, v.compare(VectorOperators.EQ, v));
  }

  /** An odd polynomial near 0, {@code 1 - 2 / (e^2|v| + 1)} elsewhere; NaN is not elsewhere. */
  static FloatVector tanh(FloatVector v) {
    IntVector bits = v.reinterpretAsInts();
    IntVector positive = bits.lanewise(VectorOperators.AND, Integer.MAX_VALUE);
    FloatVector magnitude = positive.reinterpretAsFloats();
    FloatVector x = positive.min(bits(TANH_HIGH)).reinterpretAsFloats();
    FloatVector shifted = x.fma(all(TWO_LOG2_E), all(ROUNDER));
    FloatVector n = shifted.sub(all(ROUNDER));
    FloatVector t = tail(n.fma(all(-LN2), x.add(x)));
    FloatVector s = power(shifted, EXPONENT_BIAS);
    FloatVector large = all(1f).sub(all(2f).div(s.fma(t, s.add(all(1f)))));
    FloatVector z = v.mul(v);
    FloatVector p = all(T3).fma(z, all(T2)).fma(z, all(T1)).fma(z, all(T0));
    FloatVector small = magnitude.mul(z).fma(p, magnitude);
    IntVector sign = bits.lanewise(VectorOperators.AND, Integer.MIN_VALUE);
    return small
        .blend(large, magnitude.compare(VectorOperators.GE, TANH_SMALL))
        .reinterpretAsInts()
        .lanewise(VectorOperators.OR, sign)
        .reinterpretAsFloats();
  }

  /** {@code e^r - 1} of a remainder r. */
  private static FloatVector tail(FloatVector r) {
    FloatVector q = all(E4).fma(r, all(E3)).fma(r, all(E2)).fma(r, all(E1)).fma(r, all(E0));
    return q.fma(r.mul(r), r);
  }

  /** The power of two whose exponent was rounded into the low bits. */
  private static FloatVector power(FloatVector shifted, int bias) {
    return shifted
        .reinterpretAsInts()
        .add(bias)
        .lanewise(VectorOperators.LSHL, all(23))
        .reinterpretAsFloats();
  }
}
