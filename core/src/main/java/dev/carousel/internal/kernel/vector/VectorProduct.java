package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product: blocks of rows by two vectors of columns are held in registers while k runs
 * over the whole depth, so that each element is one chain of fused multiply-adds in rising k.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  /** The columns of one register block: two vectors. */
  private static final int BLOCK = 2 * LANES;

  private VectorProduct() {}

  static void multiply(
      int rows,
      Kernels.Strided a,
      PackedMatrix b,
      int kFrom,
      int kTo,
      float[] c,
      int cOffset,
      int cRow) {
    float[] edge = new float[0];
    for (int column = 0; column < b.columns(); column += BLOCK) {
      int bAt =
          b.panelOffset(column / Kernels.PANEL) + kFrom * Kernels.PANEL + column % Kernels.PANEL;
      int width = Math.min(BLOCK, b.columns() - column);
      if (width == BLOCK) {
        block(rows, a, b.values(), bAt, kTo - kFrom, c, cOffset + column, cRow);
      } else {
        edge = edge.length == 0 ? new float[rows * BLOCK] : edge;
        copy(rows, width, c, cOffset + column, cRow, edge, 0, BLOCK);
        block(rows, a, b.values(), bAt, kTo - kFrom, edge, 0, BLOCK);
        copy(rows, width, edge, 0, BLOCK, c, cOffset + column, cRow);
        Arrays.fill(edge, 0f);
      }
    }
  }

  /** Columns that do not fill a block are computed in a block of their own. */
  private static void copy(
      int rows, int width, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromAt + i * fromRow, to, toAt + i * toRow, width);
    }
  }

  private static void block(
      int rows, Kernels.Strided a, float[] b, int bAt, int depth, float[] c, int cAt, int cRow) {
    int i = 0;
    for (; i + 8 <= rows && LANES >= 16; i += 8) {
      rows8(
          a.values(),
          a.offset() + i * a.row(),
          a.row(),
          a.column(),
          b,
          bAt,
          depth,
          c,
          cAt + i * cRow,
          cRow);
    }
    for (; i + 4 <= rows; i += 4) {
      rows4(
          a.values(),
          a.offset() + i * a.row(),
          a.row(),
          a.column(),
          b,
          bAt,
          depth,
          c,
          cAt + i * cRow,
          cRow);
    }
    for (; i < rows; i++) {
      rows1(a.values(), a.offset() + i * a.row(), a.column(), b, bAt, depth, c, cAt + i * cRow);
    }
  }

  /** 8 rows by one block of {@link #BLOCK} columns. */
  private static void rows8(
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow + LANES);
    int bEnd = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < bEnd; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[p + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[p + 5 * aRow]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[p + 6 * aRow]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[p + 7 * aRow]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + LANES);
    c50.intoArray(c, cAt + 5 * cRow);
    c51.intoArray(c, cAt + 5 * cRow + LANES);
    c60.intoArray(c, cAt + 6 * cRow);
    c61.intoArray(c, cAt + 6 * cRow + LANES);
    c70.intoArray(c, cAt + 7 * cRow);
    c71.intoArray(c, cAt + 7 * cRow + LANES);
  }

  /** 4 rows by one block of {@link #BLOCK} columns. */
  private static void rows4(
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    int bEnd = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < bEnd; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
  }

  /** One row by one block of {@link #BLOCK} columns. */
  private static void rows1(
      float[] a, int aAt, int aColumn, float[] b, int bAt, int depth, float[] c, int cAt) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    int bEnd = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < bEnd; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
  }
}
