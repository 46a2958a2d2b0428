package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product for five or six rows by two blocks of columns. Six read 10 vectors for 24
 * multiply-adds; eight rows by one block read 10 for 16. It needs 29 registers. Each element is the
 * chain that {@link VectorProduct} makes.
 */
final class VectorWideProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  /** Whether there are enough registers: 32 of 512 bits. */
  static final boolean IS_USED = LANES >= 16;

  private static final int TALL = 6;
  private static final int LOW = 5;

  /** Of so many rows {@link VectorProduct} is as fast. */
  private static final int OTHERS = 8;

  private VectorWideProduct() {}

  /**
   * Adds the product of some rows with two blocks of columns, five or six rows at a time.
   *
   * @return of how many; the rest is best done by {@link VectorProduct}: eight, or fewer than five
   */
  static int multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int leftAt,
      int rightAt,
      float[] c,
      int cAt,
      int cRow) {
    int i = 0;
    while (rows - i >= LOW && rows - i != OTHERS) {
      int from = aAt + i * aRow;
      int to = cAt + i * cRow;
      if (isTall(rows - i)) {
        rows6(depth, a, from, aRow, aColumn, b, leftAt, rightAt, c, to, cRow);
        i += TALL;
      } else {
        rows5(depth, a, from, aRow, aColumn, b, leftAt, rightAt, c, to, cRow);
        i += LOW;
      }
    }
    return i;
  }

  /** Whether the rows after the next six are some fives, sixes and at most one eight. */
  private static boolean isTall(int rows) {
    int rest = rows - TALL;
    return rest == 0 || rest >= LOW && rest != 7 && rest != 9;
  }

  private static void rows6(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int leftAt,
      int rightAt,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cAt + cRow + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cAt + cRow + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + 3 * LANES);
    int end = depth * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, leftAt + k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, leftAt + k + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, rightAt + k);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, rightAt + k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[p + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[p + 5 * aRow]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c12.intoArray(c, cAt + cRow + 2 * LANES);
    c13.intoArray(c, cAt + cRow + 3 * LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c22.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c23.intoArray(c, cAt + 2 * cRow + 3 * LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
    c32.intoArray(c, cAt + 3 * cRow + 2 * LANES);
    c33.intoArray(c, cAt + 3 * cRow + 3 * LANES);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + LANES);
    c42.intoArray(c, cAt + 4 * cRow + 2 * LANES);
    c43.intoArray(c, cAt + 4 * cRow + 3 * LANES);
    c50.intoArray(c, cAt + 5 * cRow);
    c51.intoArray(c, cAt + 5 * cRow + LANES);
    c52.intoArray(c, cAt + 5 * cRow + 2 * LANES);
    c53.intoArray(c, cAt + 5 * cRow + 3 * LANES);
  }

  private static void rows5(
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int leftAt,
      int rightAt,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, cAt + cRow + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, cAt + cRow + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + 3 * LANES);
    int end = depth * Kernels.PANEL;
    for (int k = 0, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, leftAt + k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, leftAt + k + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, rightAt + k);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, rightAt + k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[p + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c12.intoArray(c, cAt + cRow + 2 * LANES);
    c13.intoArray(c, cAt + cRow + 3 * LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c22.intoArray(c, cAt + 2 * cRow + 2 * LANES);
    c23.intoArray(c, cAt + 2 * cRow + 3 * LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
    c32.intoArray(c, cAt + 3 * cRow + 2 * LANES);
    c33.intoArray(c, cAt + 3 * cRow + 3 * LANES);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + LANES);
    c42.intoArray(c, cAt + 4 * cRow + 2 * LANES);
    c43.intoArray(c, cAt + 4 * cRow + 3 * LANES);
  }
}
