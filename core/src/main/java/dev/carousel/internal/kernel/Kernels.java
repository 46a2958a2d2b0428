package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/** The inner loops of the fused engine, over float arrays. Stateless. */
public interface Kernels {
  /** The number of columns of a panel of {@link PackedMatrix}. */
  int PANEL = 32;

  /** What they are called in reports: {@code scalar}, {@code vector-512}. */
  String name();

  /**
   * Adds a product: {@code C[i, j] += sum over k of A[i, k] * B[k, j]}, with k rising, each term by
   * a fused multiply-add.
   *
   * @param rows the number of rows of A and C
   * @param a element (i, k) at {@code aOffset + i * aRow + k * aColumn}
   * @param b packed: all of its rows from {@code kFrom} to {@code kTo} are used; the k of A starts
   *     there
   * @param c element (i, j) at {@code cOffset + i * cRow + j}
   */
  void multiply(
      int rows, Strided a, PackedMatrix b, int kFrom, int kTo, float[] c, int cOffset, int cRow);

  /**
   * A matrix in an array.
   *
   * @param offset of element (0, 0)
   * @param row the distance from a row to the next
   * @param column the distance from a column to the next
   */
  record Strided(float[] values, int offset, int row, int column) {}

  /**
   * One element-wise operation over a block of rows; element (i, j) of an operand lies at its
   * offset + i * its row + j. A row distance of 0 repeats one row. Operands may be the result's own
   * block.
   *
   * @param scale the factor of a {@link Op#LINEAR}; else ignored
   * @param shift the constant of a {@link Op#LINEAR}; else ignored
   * @param rows the number of rows
   * @param n the number of elements of a row
   */
  void apply(
      Op op,
      float scale,
      float shift,
      int rows,
      int n,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] z,
      int zAt,
      int zRow,
      float[] out,
      int at,
      int row);

  /** One element-wise operation over n elements; an operand that it has not is x again. */
  default void apply(
      Op op,
      int n,
      float scale,
      float shift,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] out,
      int at) {
    apply(op, scale, shift, 1, n, x, xAt, 0, y, yAt, 0, x, xAt, 0, out, at, 0);
  }
}
