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
   * One element-wise operation over n elements.
   *
   * @param scale the factor of a {@link Op#LINEAR}; else ignored
   * @param shift the constant of a {@link Op#LINEAR}; else ignored
   */
  void apply(
      Op op,
      int n,
      float scale,
      float shift,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] z,
      int zAt,
      float[] out,
      int at);
}
