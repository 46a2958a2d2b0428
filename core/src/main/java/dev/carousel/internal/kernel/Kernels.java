package dev.carousel.internal.kernel;

import dev.carousel.tensor.Workers;

/** The inner loops of the fused engine, over float arrays. Stateless. */
public interface Kernels {
  /** The number of columns of a panel of {@link PackedMatrix}. */
  int PANEL = 32;

  /** The number of elements of the scratch of a product. */
  int EDGE = 8 * PANEL;

  /** What they are called in reports: {@code scalar}, {@code vector-512}. */
  String name();

  /**
   * Adds a product: {@code C[i, j] += sum over k of A[i, k] * B[k, j]}, with k rising, each term by
   * a fused multiply-add.
   *
   * @param rows the number of rows of A and C
   * @param depth the number of columns of A, and of rows of B that are used
   * @param a element (i, k) at {@code aAt + i * aRow + k * aColumn}
   * @param b packed
   * @param c element (i, j) at {@code cAt + i * cRow + j}
   * @param edge scratch of at least {@link #EDGE} elements, for columns that do not fill a panel
   */
  void multiply(
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
      float[] edge);

  /**
   * Adds outer products of rows: {@code C[i, j] += sum over k of A[k, i] * B[k, j]}, in the chain
   * of {@link #multiply}. It is for few columns of A, and needs no packing.
   *
   * @param depth the number of rows of A and B
   * @param a element (k, i) at {@code aAt + k * aRow + i}
   * @param height the number of columns of A, and of rows of C
   * @param b element (k, j) at {@code bAt + k * bRow + j}
   * @param width the number of columns of B and C, a multiple of {@link #PANEL}
   * @param c element (i, j) at {@code cAt + i * cRow + j}
   */
  void addOuterProducts(
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
      int cRow);

  /**
   * Adds the product of one row with rounded weights: {@code C[j] += sum over k of A[k] * B[k, j]},
   * in the chain of {@link #multiply}, so with the bits that it has for {@link
   * NarrowMatrix#widened}.
   *
   * @param a element k at {@code aAt + k}
   * @param c element j at {@code cAt + j}
   * @param edge as for {@link #multiply}
   */
  void multiplyRow(float[] a, int aAt, NarrowMatrix b, float[] c, int cAt, float[] edge);

  /** Makes the loop of element-wise operations. */
  ElementLoop loop(ElementChain chain);

  /**
   * A product over the blocks of some rows.
   *
   * @param rows the number of rows
   * @param xAt where the rows of x begin in its array; y and the result likewise
   * @param sums scratch of at least {@link PartialSums#LANES} elements
   */
  void multiplyBlocks(BlockProduct product, int rows, int xAt, int yAt, int at, float[] sums);

  /** A function of groups, over some rows; the arguments are those of a product over blocks. */
  void applyToGroups(GroupFunction function, int rows, int xAt, int yAt, int at, float[] sums);

  /**
   * Adds rows to others, one row after the other: {@code out[at + i * row + j] += x[xAt + i * xRow
   * + j]}. A row distance of 0 adds all rows to one.
   *
   * @param rows the number of rows
   * @param n the number of elements of a row
   */
  void add(int rows, int n, float[] x, int xAt, int xRow, float[] out, int at, int row);

  /** Puts {@code scale * v + shift} in the place of each v of n elements. */
  void linear(float scale, float shift, int n, float[] v, int at);

  /** Puts {@code e^v} in the place of each v of n elements. */
  void exp(int n, float[] v, int at);

  /** As {@link Workers#widen}. */
  default void widen(int n, float[] from, int at, double[] to) {
    Workers.CALLER.widen(n, from, at, to);
  }

  /** As {@link Workers#narrow}. */
  default void narrow(int n, double[] from, float[] to, int at) {
    Workers.CALLER.narrow(n, from, to, at);
  }

  /** As {@link Workers#addSquares}. */
  default void addSquares(int n, float[] x, int at, double[] sums) {
    Workers.CALLER.addSquares(n, x, at, sums);
  }
}
