package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Bf16Matrix;
import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix in bf16, as {@link VectorRowProduct} makes it with floats:
 * each element is the same chain. Weights become floats in registers.
 *
 * <p>One body alone, too large for the JIT to put it into its callers: there, on JDK 17, it ran out
 * of what it may put into one method, and made objects of the vectors.
 */
final class VectorBf16Product {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
  private static final int LANES = VectorKernels.LANES;
  private static final int BLOCK = VectorProduct.BLOCK;

  /** The columns of one pass: four blocks, as the sums of one alone would wait for each other. */
  private static final int COLUMNS = 4 * BLOCK;

  private VectorBf16Product() {}

  static void multiply(float[] a, int aAt, Bf16Matrix b, float[] c, int cAt, float[] edge) {
    int column = 0;
    for (; column + COLUMNS <= b.columns(); column += COLUMNS) {
      fourBlocks(a, aAt, b, column, c, cAt + column);
    }
    if (column < b.columns()) {
      int width = b.columns() - column;
      System.arraycopy(c, cAt + column, edge, 0, width);
      fourBlocks(a, aAt, b, column, edge, 0);
      System.arraycopy(edge, 0, c, cAt + column, width);
    }
  }

  /**
   * Adds to {@link #COLUMNS} columns of C from cAt on. Beyond the columns of B, it takes the last
   * block again, for sums that nobody reads.
   */
  private static void fourBlocks(
      float[] a, int aAt, Bf16Matrix matrix, int column, float[] c, int cAt) {
    int last = (matrix.columns() - 1) / BLOCK * BLOCK;
    int column1 = Math.min(column + BLOCK, last);
    int column2 = Math.min(column + 2 * BLOCK, last);
    int column3 = Math.min(column + 3 * BLOCK, last);
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * LANES);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * LANES);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * LANES);
    short[] b = matrix.values();
    int b0 = matrix.start(column);
    int b1 = matrix.start(column1);
    int b2 = matrix.start(column2);
    int b3 = matrix.start(column3);
    int end = matrix.depth() * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p++) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c0 = a0.fma(floats(b, b0 + k), c0);
      c1 = a0.fma(floats(b, b0 + k + LANES), c1);
      c2 = a0.fma(floats(b, b1 + k), c2);
      c3 = a0.fma(floats(b, b1 + k + LANES), c3);
      c4 = a0.fma(floats(b, b2 + k), c4);
      c5 = a0.fma(floats(b, b2 + k + LANES), c5);
      c6 = a0.fma(floats(b, b3 + k), c6);
      c7 = a0.fma(floats(b, b3 + k + LANES), c7);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
    c2.intoArray(c, cAt + 2 * LANES);
    c3.intoArray(c, cAt + 3 * LANES);
    c4.intoArray(c, cAt + 4 * LANES);
    c5.intoArray(c, cAt + 5 * LANES);
    c6.intoArray(c, cAt + 6 * LANES);
    c7.intoArray(c, cAt + 7 * LANES);
  }

  /** A vector of weights. */
  private static FloatVector floats(short[] b, int at) {
    IntVector upper =
        (IntVector) ShortVector.fromArray(SHORTS, b, at).convertShape(VectorOperators.S2I, INTS, 0);
    return upper.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats();
  }
}
