package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Int8Matrix;
import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix in int8, as {@link VectorRowProduct} makes it with floats:
 * each element is the same chain. Weights become floats in registers.
 */
final class VectorInt8Product {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

  /** As many as floats; eight where there are four floats, as no vector is smaller. */
  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / 4)));

  private static final int LANES = VectorKernels.LANES;
  private static final int BLOCK = VectorProduct.BLOCK;

  /** The columns of one pass: four blocks, as the sums of one alone would wait for each other. */
  private static final int COLUMNS = 4 * BLOCK;

  private VectorInt8Product() {}

  static void multiply(float[] a, int aAt, Int8Matrix b, float[] c, int cAt, float[] edge) {
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
      float[] a, int aAt, Int8Matrix matrix, int column, float[] c, int cAt) {
    int last = (matrix.columns() - 1) / BLOCK * BLOCK;
    int column1 = Math.min(column + BLOCK, last);
    int column2 = Math.min(column + 2 * BLOCK, last);
    int column3 = Math.min(column + 3 * BLOCK, last);
    float[] scales = matrix.scales();
    int at0 = matrix.scaleAt(column);
    int at1 = matrix.scaleAt(column1);
    int at2 = matrix.scaleAt(column2);
    int at3 = matrix.scaleAt(column3);
    FloatVector s0 = FloatVector.fromArray(SPECIES, scales, at0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, scales, at0 + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, scales, at1);
    FloatVector s3 = FloatVector.fromArray(SPECIES, scales, at1 + LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, scales, at2);
    FloatVector s5 = FloatVector.fromArray(SPECIES, scales, at2 + LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, scales, at3);
    FloatVector s7 = FloatVector.fromArray(SPECIES, scales, at3 + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * LANES);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * LANES);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * LANES);
    byte[] b = matrix.values();
    int b0 = matrix.start(column);
    int b1 = matrix.start(column1);
    int b2 = matrix.start(column2);
    int b3 = matrix.start(column3);
    int end = matrix.depth() * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p++) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c0 = a0.fma(floats(b, b0 + k).mul(s0), c0);
      c1 = a0.fma(floats(b, b0 + k + LANES).mul(s1), c1);
      c2 = a0.fma(floats(b, b1 + k).mul(s2), c2);
      c3 = a0.fma(floats(b, b1 + k + LANES).mul(s3), c3);
      c4 = a0.fma(floats(b, b2 + k).mul(s4), c4);
      c5 = a0.fma(floats(b, b2 + k + LANES).mul(s5), c5);
      c6 = a0.fma(floats(b, b3 + k).mul(s6), c6);
      c7 = a0.fma(floats(b, b3 + k + LANES).mul(s7), c7);
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

  /** A vector of weights, in scales. */
  private static FloatVector floats(byte[] b, int at) {
    return (FloatVector)
        ByteVector.fromArray(BYTES, b, at).convertShape(VectorOperators.B2F, SPECIES, 0);
  }
}
