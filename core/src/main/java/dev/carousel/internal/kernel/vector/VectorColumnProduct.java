package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product for one vector of columns, where two would be half empty: a table of 8 columns
 * has weight gradients of 8. Each element is the chain that {@link VectorProduct} makes.
 */
final class VectorColumnProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

  private VectorColumnProduct() {}

  /**
   * Adds the product of as many rows as go by eights and a four.
   *
   * @return how many they are; fewer than four are left
   */
  static int multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cRow) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      rows8(depth, a, aAt + i * aRow, aRow, aColumn, b, bAt, c, cAt + i * cRow, cRow);
    }
    if (i + 4 <= rows) {
      rows4(depth, a, aAt + i * aRow, aRow, aColumn, b, bAt, c, cAt + i * cRow, cRow);
      i += 4;
    }
    return i;
  }

  /** 8 rows by one vector of columns. */
  private static void rows8(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow);
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      c0 = FloatVector.broadcast(SPECIES, a[p]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[p + aRow]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]).fma(b0, c3);
      c4 = FloatVector.broadcast(SPECIES, a[p + 4 * aRow]).fma(b0, c4);
      c5 = FloatVector.broadcast(SPECIES, a[p + 5 * aRow]).fma(b0, c5);
      c6 = FloatVector.broadcast(SPECIES, a[p + 6 * aRow]).fma(b0, c6);
      c7 = FloatVector.broadcast(SPECIES, a[p + 7 * aRow]).fma(b0, c7);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
    c4.intoArray(c, cAt + 4 * cRow);
    c5.intoArray(c, cAt + 5 * cRow);
    c6.intoArray(c, cAt + 6 * cRow);
    c7.intoArray(c, cAt + 7 * cRow);
  }

  /** 4 rows by one vector of columns. */
  private static void rows4(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      c0 = FloatVector.broadcast(SPECIES, a[p]).fma(b0, c0);
      c1 = FloatVector.broadcast(SPECIES, a[p + aRow]).fma(b0, c1);
      c2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]).fma(b0, c2);
      c3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]).fma(b0, c3);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + cRow);
    c2.intoArray(c, cAt + 2 * cRow);
    c3.intoArray(c, cAt + 3 * cRow);
  }
}
