package dev.carousel.internal.kernel.vector;

import static dev.carousel.internal.kernel.FloatMath.E0;
import static dev.carousel.internal.kernel.FloatMath.E1;
import static dev.carousel.internal.kernel.FloatMath.E2;
import static dev.carousel.internal.kernel.FloatMath.E3;
import static dev.carousel.internal.kernel.FloatMath.E4;
import static dev.carousel.internal.kernel.FloatMath.L0;
import static dev.carousel.internal.kernel.FloatMath.L1;
import static dev.carousel.internal.kernel.FloatMath.L2;
import static dev.carousel.internal.kernel.FloatMath.L3;
import static dev.carousel.internal.kernel.FloatMath.L4;
import static dev.carousel.internal.kernel.FloatMath.L5;
import static dev.carousel.internal.kernel.FloatMath.L6;
import static dev.carousel.internal.kernel.FloatMath.L7;
import static dev.carousel.internal.kernel.FloatMath.LN2;
import static dev.carousel.internal.kernel.FloatMath.LN2_HIGH;
import static dev.carousel.internal.kernel.FloatMath.LN2_LOW;
import static dev.carousel.internal.kernel.FloatMath.LOG1P_HALVED;
import static dev.carousel.internal.kernel.FloatMath.LOG2_E;
import static dev.carousel.internal.kernel.FloatMath.MANTISSA_BITS;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER_BITS;
import static dev.carousel.internal.kernel.FloatMath.SOFTPLUS_BIAS;
import static dev.carousel.internal.kernel.FloatMath.SOFTPLUS_HIGH;
import static dev.carousel.internal.kernel.FloatMath.SOFTPLUS_UNIT;
import static dev.carousel.internal.kernel.FloatMath.SQRT_HALF_BITS;

import dev.carousel.internal.kernel.FloatMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link FloatMath} that stand on log, step for step, on vectors. All is written
 * out in each loop: a call that the JIT does not inline would put every vector on the heap.
 */
final class VectorLogarithms {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private static final int MIN_NORMAL_BITS = 0x00800000;

  /** How many positive normal floats there are. */
  private static final int NORMAL_NUMBERS = 0x7F000000;

  private VectorLogarithms() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * {@code log(v)}. A vector with anything in it but positive normal numbers goes through {@link
   * FloatMath} lane by lane.
   */
  static void log(
      int rows, int bound, float[] from, int fromAt, int fromRow, float[] out, int at, int row) {
    FloatVector ln2High = all(LN2_HIGH);
    FloatVector ln2Low = all(LN2_LOW);
    FloatVector rounder = all(ROUNDER);
    FloatVector l0 = all(L0);
    FloatVector l1 = all(L1);
    FloatVector l2 = all(L2);
    FloatVector l3 = all(L3);
    FloatVector l4 = all(L4);
    FloatVector l5 = all(L5);
    FloatVector l6 = all(L6);
    FloatVector l7 = all(L7);
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, from, fromAt + k * fromRow + i);
        IntVector bits = v.reinterpretAsInts();
        // In this order of ints the positive normal numbers are the lowest.
        VectorMask<Integer> isOther =
            bits.add(Integer.MIN_VALUE - MIN_NORMAL_BITS)
                .compare(VectorOperators.GE, Integer.MIN_VALUE + NORMAL_NUMBERS);
        if (isOther.anyTrue()) {
          logOfEach(from, fromAt + k * fromRow + i, out, at + k * row + i);
          continue;
        }
        IntVector fromRoot = bits.sub(SQRT_HALF_BITS);
        FloatVector n =
            fromRoot
                .lanewise(VectorOperators.ASHR, 23)
                .add(ROUNDER_BITS)
                .reinterpretAsFloats()
                .sub(rounder);
        FloatVector f =
            fromRoot
                .lanewise(VectorOperators.AND, MANTISSA_BITS)
                .add(SQRT_HALF_BITS)
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector z = f.mul(f);
        FloatVector p = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3);
        p = p.fma(f, l2).fma(f, l1).fma(f, l0);
        FloatVector tail = f.mul(z).fma(p, n.mul(ln2Low));
        FloatVector y = n.fma(ln2High, z.fma(all(-0.5f), tail).add(f));
        y.intoArray(out, at + k * row + i);
      }
    }
  }

  private static void logOfEach(float[] from, int fromAt, float[] out, int at) {
    for (int i = 0; i < LANES; i++) {
      out[at + i] = FloatMath.log(from[fromAt + i]);
    }
  }

  /** {@code max(v, 0) + log(1 + e^-|v|)}; the first term brings NaN back. */
  static void softplus(
      int rows, int bound, float[] from, int fromAt, int fromRow, float[] out, int at, int row) {
    IntVector highest = all(SOFTPLUS_HIGH).reinterpretAsInts();
    FloatVector log2e = all(LOG2_E);
    FloatVector ln2 = all(LN2);
    FloatVector half = all(0.5f);
    FloatVector minusHalf = all(-0.5f);
    FloatVector minusLn2High = all(-LN2_HIGH);
    FloatVector minusLn2Low = all(-LN2_LOW);
    FloatVector rounder = all(ROUNDER);
    FloatVector e0 = all(E0);
    FloatVector e1 = all(E1);
    FloatVector e2 = all(E2);
    FloatVector e3 = all(E3);
    FloatVector e4 = all(E4);
    FloatVector l0 = all(L0);
    FloatVector l1 = all(L1);
    FloatVector l2 = all(L2);
    FloatVector l3 = all(L3);
    FloatVector l4 = all(L4);
    FloatVector l5 = all(L5);
    FloatVector l6 = all(L6);
    FloatVector l7 = all(L7);
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, from, fromAt + k * fromRow + i);
        FloatVector x =
            v.reinterpretAsInts()
                .lanewise(VectorOperators.AND, Integer.MAX_VALUE)
                .min(highest)
                .lanewise(VectorOperators.OR, Integer.MIN_VALUE)
                .reinterpretAsFloats();
        FloatVector shifted = x.fma(log2e, rounder);
        FloatVector n = shifted.sub(rounder);
        FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, x));
        FloatVector q = e4.fma(r, e3).fma(r, e2).fma(r, e1).fma(r, e0);
        FloatVector t = q.fma(r.mul(r), r);
        FloatVector s =
            shifted
                .reinterpretAsInts()
                .add(SOFTPLUS_BIAS)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
        FloatVector u = s.fma(t, s).mul(SOFTPLUS_UNIT);
        VectorMask<Float> isHalved = u.compare(VectorOperators.GT, LOG1P_HALVED);
        FloatVector f = u.blend(u.fma(half, minusHalf), isHalved);
        FloatVector z = f.mul(f);
        FloatVector p = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3);
        p = p.fma(f, l2).fma(f, l1).fma(f, l0);
        FloatVector y = f.mul(z).fma(p, z.mul(minusHalf)).add(f);
        y.blend(y.add(ln2), isHalved).add(v.max(0f)).intoArray(out, at + k * row + i);
      }
    }
  }
}
