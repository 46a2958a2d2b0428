package dev.carousel.internal.kernel.vector;

import static dev.carousel.internal.kernel.FloatMath.E0;
import static dev.carousel.internal.kernel.FloatMath.E1;
import static dev.carousel.internal.kernel.FloatMath.E2;
import static dev.carousel.internal.kernel.FloatMath.E3;
import static dev.carousel.internal.kernel.FloatMath.E4;
import static dev.carousel.internal.kernel.FloatMath.EXP_HIGH;
import static dev.carousel.internal.kernel.FloatMath.EXP_LOW;
import static dev.carousel.internal.kernel.FloatMath.LN2_HIGH;
import static dev.carousel.internal.kernel.FloatMath.LN2_LOW;
import static dev.carousel.internal.kernel.FloatMath.LOG2_E;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER;
import static dev.carousel.internal.kernel.FloatMath.ROUNDER_BITS;
import static dev.carousel.internal.kernel.FloatMath.T0;
import static dev.carousel.internal.kernel.FloatMath.T1;
import static dev.carousel.internal.kernel.FloatMath.T2;
import static dev.carousel.internal.kernel.FloatMath.T3;
import static dev.carousel.internal.kernel.FloatMath.T4;
import static dev.carousel.internal.kernel.FloatMath.TANH_SMALL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link dev.carousel.internal.kernel.FloatMath}, step for step, on vectors. */
final class VectorMath {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

  private VectorMath() {}

  static FloatVector exp(FloatVector value) {
    FloatVector x = value.min(EXP_HIGH).max(EXP_LOW);
    FloatVector shifted = x.fma(all(LOG2_E), all(ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    FloatVector q = all(E4).fma(r, all(E3)).fma(r, all(E2)).fma(r, all(E1)).fma(r, all(E0));
    FloatVector p = q.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    return all(1f).div(exp(x.neg()).add(1f));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = all(T4).fma(z, all(T3)).fma(z, all(T2)).fma(z, all(T1)).fma(z, all(T0));
    FloatVector small = x.mul(z).fma(p, x);
    FloatVector t = all(1f).sub(all(2f).div(exp(magnitude.add(magnitude)).add(1f)));
    // t is 0 or positive: the sign bit of x can be laid over it.
    FloatVector large =
        t.reinterpretAsInts()
            .lanewise(
                VectorOperators.OR,
                x.reinterpretAsInts().lanewise(VectorOperators.AND, Integer.MIN_VALUE))
            .reinterpretAsFloats();
    return large.blend(small, magnitude.compare(VectorOperators.LT, TANH_SMALL));
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
