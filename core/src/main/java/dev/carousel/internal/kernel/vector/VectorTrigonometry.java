package dev.carousel.internal.kernel.vector;

import static dev.carousel.internal.kernel.FloatMath.C0;
import static dev.carousel.internal.kernel.FloatMath.C1;
import static dev.carousel.internal.kernel.FloatMath.C2;
import static dev.carousel.internal.kernel.FloatMath.HALF_PI_1;
import static dev.carousel.internal.kernel.FloatMath.HALF_PI_2;
import static dev.carousel.internal.kernel.FloatMath.HALF_PI_3;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER;
import static dev.carousel.internal.kernel.FloatMath.S0;
import static dev.carousel.internal.kernel.FloatMath.S1;
import static dev.carousel.internal.kernel.FloatMath.S2;
import static dev.carousel.internal.kernel.FloatMath.TURN_LIMIT;
import static dev.carousel.internal.kernel.FloatMath.TWO_OVER_PI;

import dev.carousel.internal.kernel.FloatMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine as in {@link FloatMath}, step for step, on vectors. A vector with anything in it
 * beyond {@link FloatMath#TURN_LIMIT} goes through {@link FloatMath} lane by lane.
 *
 * <p>All is written out in each loop: a call that the JIT does not inline would put every vector on
 * the heap.
 */
final class VectorTrigonometry {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private VectorTrigonometry() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** {@code sin(v)}. */
  static void sin(
      int rows, int bound, float[] from, int fromAt, int fromRow, float[] out, int at, int row) {
    FloatVector twoOverPi = all(TWO_OVER_PI);
    FloatVector rounder = all(ROUNDER);
    FloatVector minusHalfPi1 = all(-HALF_PI_1);
    FloatVector minusHalfPi2 = all(-HALF_PI_2);
    FloatVector minusHalfPi3 = all(-HALF_PI_3);
    FloatVector half = all(-0.5f);
    FloatVector one = all(1f);
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, from, fromAt + k * fromRow + i);
        FloatVector x =
            v.reinterpretAsInts()
                .lanewise(VectorOperators.AND, Integer.MAX_VALUE)
                .reinterpretAsFloats();
        if (x.compare(VectorOperators.GT, TURN_LIMIT).anyTrue()) {
          sinOfEach(from, fromAt + k * fromRow + i, out, at + k * row + i);
          continue;
        }
        FloatVector shifted = x.fma(twoOverPi, rounder);
        FloatVector n = shifted.sub(rounder);
        FloatVector r = n.fma(minusHalfPi2, n.fma(minusHalfPi1, x));
        r = n.fma(minusHalfPi3, r);
        FloatVector z = r.mul(r);
        FloatVector s = r.mul(z).fma(all(S2).fma(z, all(S1)).fma(z, all(S0)), r);
        FloatVector c = z.mul(z).fma(all(C2).fma(z, all(C1)).fma(z, all(C0)), z.fma(half, one));
        IntVector quadrant = shifted.reinterpretAsInts();
        IntVector sine = s.reinterpretAsInts();
        IntVector isOdd =
            quadrant.lanewise(VectorOperators.LSHL, 31).lanewise(VectorOperators.ASHR, 31);
        IntVector sign =
            quadrant
                .lanewise(VectorOperators.AND, 2)
                .lanewise(VectorOperators.LSHL, 30)
                .lanewise(
                    VectorOperators.XOR,
                    v.reinterpretAsInts().lanewise(VectorOperators.AND, Integer.MIN_VALUE));
        // The cosine where the quadrant is odd, else the sine.
        sine.lanewise(VectorOperators.XOR, c.reinterpretAsInts())
            .lanewise(VectorOperators.AND, isOdd)
            .lanewise(VectorOperators.XOR, sine)
            .lanewise(VectorOperators.XOR, sign)
            .reinterpretAsFloats()
            .intoArray(out, at + k * row + i);
      }
    }
  }

  private static void sinOfEach(float[] from, int fromAt, float[] out, int at) {
    for (int i = 0; i < LANES; i++) {
      out[at + i] = FloatMath.sin(from[fromAt + i]);
    }
  }

  /** {@code cos(v)}: the sine, one quadrant further on. */
  static void cos(
      int rows, int bound, float[] from, int fromAt, int fromRow, float[] out, int at, int row) {
    FloatVector twoOverPi = all(TWO_OVER_PI);
    FloatVector rounder = all(ROUNDER);
    FloatVector minusHalfPi1 = all(-HALF_PI_1);
    FloatVector minusHalfPi2 = all(-HALF_PI_2);
    FloatVector minusHalfPi3 = all(-HALF_PI_3);
    FloatVector half = all(-0.5f);
    FloatVector one = all(1f);
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, from, fromAt + k * fromRow + i);
        FloatVector x =
            v.reinterpretAsInts()
                .lanewise(VectorOperators.AND, Integer.MAX_VALUE)
                .reinterpretAsFloats();
        if (x.compare(VectorOperators.GT, TURN_LIMIT).anyTrue()) {
          cosOfEach(from, fromAt + k * fromRow + i, out, at + k * row + i);
          continue;
        }
        FloatVector shifted = x.fma(twoOverPi, rounder);
        FloatVector n = shifted.sub(rounder);
        FloatVector r = n.fma(minusHalfPi2, n.fma(minusHalfPi1, x));
        r = n.fma(minusHalfPi3, r);
        FloatVector z = r.mul(r);
        FloatVector s = r.mul(z).fma(all(S2).fma(z, all(S1)).fma(z, all(S0)), r);
        FloatVector c = z.mul(z).fma(all(C2).fma(z, all(C1)).fma(z, all(C0)), z.fma(half, one));
        IntVector quadrant = shifted.reinterpretAsInts().add(1);
        IntVector sine = s.reinterpretAsInts();
        IntVector isOdd =
            quadrant.lanewise(VectorOperators.LSHL, 31).lanewise(VectorOperators.ASHR, 31);
        IntVector sign =
            quadrant.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 30);
        // The cosine where the quadrant is odd, else the sine.
        sine.lanewise(VectorOperators.XOR, c.reinterpretAsInts())
            .lanewise(VectorOperators.AND, isOdd)
            .lanewise(VectorOperators.XOR, sine)
            .lanewise(VectorOperators.XOR, sign)
            .reinterpretAsFloats()
            .intoArray(out, at + k * row + i);
      }
    }
  }

  private static void cosOfEach(float[] from, int fromAt, float[] out, int at) {
    for (int i = 0; i < LANES; i++) {
      out[at + i] = FloatMath.cos(from[fromAt + i]);
    }
  }
}
