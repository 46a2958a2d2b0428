package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product: blocks of rows by two vectors of columns are held in registers while k runs
 * over the whole depth, so that each element is one chain of fused multiply-adds in rising k. With
 * 32 registers of 512 bits, most rows go by {@link VectorWideProduct}.
 *
 * <p>One body for each number of rows: the accumulators must be local variables to stay in
 * registers. A product of one row goes by {@link VectorRowProduct}.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  /** The columns of one register block: two vectors. */
  static final int BLOCK = 2 * LANES;

  /**
   * The most rows of B at a time, so that a block of them stays in the first cache for all rows of
   * A. The sums wait in C meanwhile, as floats, as they are in registers: no bit changes. An LSTM
   * of 1,024 units took 0.91 of its time.
   */
  private static final int DEPTH = 512;

  /** The most rows of a block: with 32 registers 8, with 16 half of them. */
  private static final int TALLEST = LANES >= 16 ? 8 : 4;

  private VectorProduct() {}

  static void multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      PackedMatrix b,
      float[] c,
      int cAt,
      int cRow,
      float[] edge) {
    int full = b.columns() / BLOCK * BLOCK;
    if (rows == 1) {
      VectorRowProduct.multiply(depth, a, aAt, aColumn, b, full, c, cAt);
    } else {
      for (int column = 0; column < full; ) {
        int blocks = VectorWideProduct.IS_USED && column + 2 * BLOCK <= full ? 2 : 1;
        int left = start(b, column);
        int right = blocks == 2 ? start(b, column + BLOCK) : left;
        for (int k = 0; k < depth; k += DEPTH) {
          blocks(
              blocks,
              rows,
              Math.min(DEPTH, depth - k),
              a,
              aAt + k * aColumn,
              aRow,
              aColumn,
              b.values(),
              left + k * Kernels.PANEL,
              right + k * Kernels.PANEL,
              c,
              cAt + column,
              cRow);
        }
        column += blocks * BLOCK;
      }
    }
    if (full < b.columns()) {
      edge(rows, depth, a, aAt, aRow, aColumn, b, full, c, cAt, cRow, edge);
    }
  }

  /** One block of columns, or two: six rows at a time, and what that leaves over. */
  private static void blocks(
      int count,
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
    int done = 0;
    if (count == 2) {
      done =
          VectorWideProduct.multiply(
              rows, depth, a, aAt, aRow, aColumn, b, leftAt, rightAt, c, cAt, cRow);
    }
    int from = aAt + done * aRow;
    int to = cAt + done * cRow;
    block(rows - done, depth, a, from, aRow, aColumn, b, leftAt, c, to, cRow);
    if (count == 2) {
      block(rows - done, depth, a, from, aRow, aColumn, b, rightAt, c, to + BLOCK, cRow);
    }
  }

  /** Where a block of columns begins in a packed matrix. */
  static int start(PackedMatrix b, int column) {
    return b.panelOffset(column / Kernels.PANEL) + column % Kernels.PANEL;
  }

  /** Columns that do not fill a block: one vector, or a block of their own. */
  private static void edge(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      PackedMatrix b,
      int column,
      float[] c,
      int cAt,
      int cRow,
      float[] edge) {
    int width = b.columns() - column;
    int i = 0;
    if (width == LANES) {
      int bAt = start(b, column);
      i =
          VectorColumnProduct.multiply(
              rows, depth, a, aAt, aRow, aColumn, b.values(), bAt, c, cAt + column, cRow);
    }
    for (; i < rows; i += TALLEST) {
      int count = Math.min(TALLEST, rows - i);
      copy(count, width, c, cAt + i * cRow + column, cRow, edge, 0, BLOCK);
      block(
          count,
          depth,
          a,
          aAt + i * aRow,
          aRow,
          aColumn,
          b.values(),
          start(b, column),
          edge,
          0,
          BLOCK);
      copy(count, width, edge, 0, BLOCK, c, cAt + i * cRow + column, cRow);
    }
  }

  private static void copy(
      int rows, int width, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromAt + i * fromRow, to, toAt + i * toRow, width);
    }
  }

  private static void block(
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
    for (; i + 8 <= rows && TALLEST == 8; i += 8) {
      rows8(depth, a, aAt + i * aRow, aRow, aColumn, b, bAt, c, cAt + i * cRow, cRow);
    }
    for (; i + 4 <= rows; i += 4) {
      rows4(depth, a, aAt + i * aRow, aRow, aColumn, b, bAt, c, cAt + i * cRow, cRow);
    }
    for (; i + 2 <= rows; i += 2) {
      rows2(depth, a, aAt + i * aRow, aRow, aColumn, b, bAt, c, cAt + i * cRow, cRow);
    }
    if (i < rows) {
      rows1(depth, a, aAt + i * aRow, aColumn, b, bAt, c, cAt + i * cRow);
    }
  }

  /** 8 rows by one block of {@link #BLOCK} columns. */
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
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES);
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
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

  /** 2 rows by one block of {@link #BLOCK} columns. */
  private static void rows2(
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, cAt + cRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, cAt + cRow + LANES);
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, k + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[p + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
  }

  /** One row by one block. */
  static void rows1(
      int depth, float[] a, int aAt, int aColumn, float[] b, int bAt, float[] c, int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    int end = bAt + depth * Kernels.PANEL;
    for (int k = bAt, p = aAt; k < end; k += Kernels.PANEL, p += aColumn) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      c0 = a0.fma(FloatVector.fromArray(SPECIES, b, k), c0);
      c1 = a0.fma(FloatVector.fromArray(SPECIES, b, k + LANES), c1);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
  }
}
