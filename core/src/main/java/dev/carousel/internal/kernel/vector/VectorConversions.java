package dev.carousel.internal.kernel.vector;

import dev.carousel.tensor.Workers;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Between floats and doubles, in the widest vectors of doubles. */
final class VectorConversions {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();

  /** As many floats as doubles. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));

  private VectorConversions() {}

  static void widen(int n, float[] from, int at, double[] to) {
    int bound = DOUBLES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      wide(from, at + i).intoArray(to, i);
    }
    for (int i = bound; i < n; i++) {
      to[i] = from[at + i];
    }
  }

  private static DoubleVector wide(float[] from, int at) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, from, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  static void narrow(int n, double[] from, float[] to, int at) {
    int bound = DOUBLES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector rounded =
          (FloatVector)
              DoubleVector.fromArray(DOUBLES, from, i).convertShape(VectorOperators.D2F, FLOATS, 0);
      rounded.intoArray(to, at + i);
    }
    for (int i = bound; i < n; i++) {
      to[at + i] = (float) from[i];
    }
  }

  /** Two vectors at a time if two fill the sums: each waits for its own additions alone. */
  static void addSquares(int n, float[] x, int at, double[] sums) {
    int whole = n - n % sums.length;
    for (int lane = 0; lane < sums.length; lane += 2 * LANES) {
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, lane);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, lane + LANES);
      for (int i = lane; i < whole; i += sums.length) {
        DoubleVector a = wide(x, at + i);
        DoubleVector b = wide(x, at + i + LANES);
        low = low.add(a.mul(a));
        high = high.add(b.mul(b));
      }
      low.intoArray(sums, lane);
      high.intoArray(sums, lane + LANES);
    }
    Workers.CALLER.addSquares(n - whole, x, at + whole, sums);
  }
}
