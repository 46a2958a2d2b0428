package dev.carousel.internal.kernel.vector;

import dev.carousel.tensor.Workers;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Between floats and doubles: one vector of floats, two of doubles.
 *
 * <p>No vector of half the width is ever made. Methods such as {@code intoArray} are one for all
 * widths, and once they have seen two of them, the JIT cannot tell which one an accumulator has. It
 * then keeps the accumulators of every product on the heap: a network of 24 units took seven times
 * as long.
 */
final class VectorConversions {
  private static final VectorSpecies<Float> FLOATS = VectorKernels.SPECIES;
  static final VectorSpecies<Double> DOUBLES = FLOATS.withLanes(double.class);
  private static final int HALF = DOUBLES.length();
  private static final VectorMask<Float> UPPER =
      VectorMask.fromLong(FLOATS, -1L << HALF & -1L >>> 64 - FLOATS.length());

  private VectorConversions() {}

  static void widen(int n, float[] from, int at, double[] to) {
    int bound = FLOATS.loopBound(n);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, from, at + i);
      lower(x).intoArray(to, i);
      upper(x).intoArray(to, i + HALF);
    }
    for (int i = bound; i < n; i++) {
      to[i] = from[at + i];
    }
  }

  private static DoubleVector lower(FloatVector x) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private static DoubleVector upper(FloatVector x) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 1);
  }

  static void narrow(int n, double[] from, float[] to, int at) {
    int bound = FLOATS.loopBound(n);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      rounded(from, i, 0).blend(rounded(from, i + HALF, -1), UPPER).intoArray(to, at + i);
    }
    for (int i = bound; i < n; i++) {
      to[at + i] = (float) from[i];
    }
  }

  private static FloatVector rounded(double[] from, int at, int part) {
    return (FloatVector)
        DoubleVector.fromArray(DOUBLES, from, at).convertShape(VectorOperators.D2F, FLOATS, part);
  }

  /** Two vectors at a time if two fill the sums: each waits for its own additions alone. */
  static void addSquares(int n, float[] x, int at, double[] sums) {
    int whole = n - n % sums.length;
    for (int lane = 0; lane < sums.length; lane += 2 * HALF) {
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + HALF);
      for (int i = lane; i < whole; i += sums.length) {
        FloatVector values = FloatVector.fromArray(FLOATS, x, at + i);
        DoubleVector a = lower(values);
        DoubleVector b = upper(values);
        low = low.add(a.mul(a));
        high = high.add(b.mul(b));
      }
      low.intoArray(sums, lane);
      high.intoArray(sums, lane + HALF);
    }
    Workers.CALLER.addSquares(n - whole, x, at + whole, sums);
  }
}
