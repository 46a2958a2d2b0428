package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix: several blocks of columns side by side, as the sums of one
 * block alone would wait for each other. Each element is the chain that {@link VectorProduct}
 * makes.
 */
final class VectorRowProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  /** The columns of one register block: two vectors. */
  private static final int BLOCK = VectorProduct.BLOCK;

  private VectorRowProduct() {}

  /** Adds the product of a row with whole blocks of columns. */
  static void multiply(
      int depth, float[] a, int aAt, int aColumn, PackedMatrix b, int columns, float[] c, int cAt) {
    int column = 0;
    for (; column + 4 * BLOCK <= columns; column += 4 * BLOCK) {
      fourBlocks(
          depth,
          a,
          aAt,
          aColumn,
          b.values(),
          VectorProduct.start(b, column),
          VectorProduct.start(b, column + BLOCK),
          VectorProduct.start(b, column + 2 * BLOCK),
          VectorProduct.start(b, column + 3 * BLOCK),
          c,
          cAt + column);
    }
    for (; column + 2 * BLOCK <= columns; column += 2 * BLOCK) {
      twoBlocks(
          depth,
          a,
          aAt,
          aColumn,
          b.values(),
          VectorProduct.start(b, column),
          VectorProduct.start(b, column + BLOCK),
          c,
          cAt + column);
    }
    if (column < columns) {
      VectorProduct.rows1(
          depth, a, aAt, aColumn, b.values(), VectorProduct.start(b, column), c, cAt + column);
    }
  }

  /** One row by four blocks, each at a place of its own in B. */
  private static void fourBlocks(
      int depth,
      float[] a,
      int aAt,
      int aColumn,
      float[] b,
      int b0At,
      int b1At,
      int b2At,
      int b3At,
      float[] c,
      int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * LANES);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * LANES);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * LANES);
    int end = depth * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c0 = a0.fma(FloatVector.fromArray(SPECIES, b, b0At + k), c0);
      c1 = a0.fma(FloatVector.fromArray(SPECIES, b, b0At + k + LANES), c1);
      c2 = a0.fma(FloatVector.fromArray(SPECIES, b, b1At + k), c2);
      c3 = a0.fma(FloatVector.fromArray(SPECIES, b, b1At + k + LANES), c3);
      c4 = a0.fma(FloatVector.fromArray(SPECIES, b, b2At + k), c4);
      c5 = a0.fma(FloatVector.fromArray(SPECIES, b, b2At + k + LANES), c5);
      c6 = a0.fma(FloatVector.fromArray(SPECIES, b, b3At + k), c6);
      c7 = a0.fma(FloatVector.fromArray(SPECIES, b, b3At + k + LANES), c7);
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

  /** One row by two blocks, each at a place of its own in B. */
  private static void twoBlocks(
      int depth,
      float[] a,
      int aAt,
      int aColumn,
      float[] b,
      int b0At,
      int b1At,
      float[] c,
      int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    int end = depth * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c0 = a0.fma(FloatVector.fromArray(SPECIES, b, b0At + k), c0);
      c1 = a0.fma(FloatVector.fromArray(SPECIES, b, b0At + k + LANES), c1);
      c2 = a0.fma(FloatVector.fromArray(SPECIES, b, b1At + k), c2);
      c3 = a0.fma(FloatVector.fromArray(SPECIES, b, b1At + k + LANES), c3);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
    c2.intoArray(c, cAt + 2 * LANES);
    c3.intoArray(c, cAt + 3 * LANES);
  }
}
