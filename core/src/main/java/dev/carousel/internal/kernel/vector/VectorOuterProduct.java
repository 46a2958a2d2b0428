package dev.carousel.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of outer products of few elements with many: eight rows of the sum by two vectors of columns
 * are held in registers while k runs over the whole depth. What it reads is read where it lies.
 * Each element is the chain that {@link VectorProduct} makes.
 */
final class VectorOuterProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private VectorOuterProduct() {}

  static void add(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int height,
      float[] b,
      int bAt,
      int bRow,
      int width,
      float[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < height; i += 8) {
      int rows = Math.min(8, height - i);
      for (int j = 0; j < width; j += VectorProduct.BLOCK) {
        rows8(depth, a, aAt + i, aRow, rows, b, bAt + j, bRow, c, cAt + i * cRow + j, cRow);
      }
    }
  }

  /** Up to eight rows; beyond them it takes the last again, which gives the same sum again. */
  private static void rows8(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int rows,
      float[] b,
      int bAt,
      int bRow,
      float[] c,
      int cAt,
      int cRow) {
    int last = rows - 1;
    int r1 = Math.min(1, last);
    int r2 = Math.min(2, last);
    int r3 = Math.min(3, last);
    int r4 = Math.min(4, last);
    int r5 = Math.min(5, last);
    int r6 = Math.min(6, last);
    int r7 = Math.min(7, last);
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + r1 * cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + r1 * cRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + r2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + r2 * cRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + r3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + r3 * cRow + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cAt + r4 * cRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cAt + r4 * cRow + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cAt + r5 * cRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cAt + r5 * cRow + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, cAt + r6 * cRow);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, cAt + r6 * cRow + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, cAt + r7 * cRow);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, cAt + r7 * cRow + LANES);
    for (int k = 0, p = aAt, q = bAt; k < depth; k++, p += aRow, q += bRow) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + r1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[p + r2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[p + r3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[p + r4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[p + r5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[p + r6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[p + r7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + r1 * cRow);
    c11.intoArray(c, cAt + r1 * cRow + LANES);
    c20.intoArray(c, cAt + r2 * cRow);
    c21.intoArray(c, cAt + r2 * cRow + LANES);
    c30.intoArray(c, cAt + r3 * cRow);
    c31.intoArray(c, cAt + r3 * cRow + LANES);
    c40.intoArray(c, cAt + r4 * cRow);
    c41.intoArray(c, cAt + r4 * cRow + LANES);
    c50.intoArray(c, cAt + r5 * cRow);
    c51.intoArray(c, cAt + r5 * cRow + LANES);
    c60.intoArray(c, cAt + r6 * cRow);
    c61.intoArray(c, cAt + r6 * cRow + LANES);
    c70.intoArray(c, cAt + r7 * cRow);
    c71.intoArray(c, cAt + r7 * cRow + LANES);
  }
}
