package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * Products of matrices and vectors that were computed, block by block. A sum over the elements of a
 * row is kept in {@link #LANES} partial sums, which are then added in pairs; so vectors of any
 * width give the same bits.
 */
public final class BlockLoops {
  /** The number of partial sums: the elements of the widest vector. */
  public static final int LANES = 16;

  private BlockLoops() {}

  /**
   * One operation over the blocks of one row.
   *
   * @param m the number of rows of each matrix
   * @param n the number of its columns
   * @param x the first operand, from {@code xAt} on; y and the result likewise
   * @param sums scratch of at least {@link #LANES} elements
   */
  public static void apply(
      Op op,
      int blocks,
      int m,
      int n,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] out,
      int at,
      float[] sums) {
    for (int b = 0; b < blocks; b++) {
      switch (op) {
        case OUTER -> outer(m, n, x, xAt + b * m, y, yAt + b * n, out, at + b * m * n);
        case TIMES -> times(m, n, x, xAt + b * m * n, y, yAt + b * n, out, at + b * m, sums);
        case TRANSPOSED_TIMES ->
            transposedTimes(m, n, x, xAt + b * m * n, y, yAt + b * m, out, at + b * n);
        default -> throw new IllegalArgumentException(op + " is no product of computed values");
      }
    }
  }

  private static void outer(
      int m, int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int i = 0; i < m; i++) {
      float factor = x[xAt + i];
      int to = at + i * n;
      for (int j = 0; j < n; j++) {
        out[to + j] = factor * y[yAt + j];
      }
    }
  }

  private static void times(
      int m, int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at, float[] sums) {
    int bound = n - n % LANES;
    for (int i = 0; i < m; i++) {
      int from = xAt + i * n;
      float sum = bound > 0 ? sumOfLanes(bound, x, from, y, yAt, sums) : 0;
      for (int j = bound; j < n; j++) {
        sum = Math.fma(x[from + j], y[yAt + j], sum);
      }
      out[at + i] = sum;
    }
  }

  private static float sumOfLanes(
      int bound, float[] x, int from, float[] y, int yAt, float[] sums) {
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      for (int j = lane; j < bound; j += LANES) {
        sum = Math.fma(x[from + j], y[yAt + j], sum);
      }
      sums[lane] = sum;
    }
    return sumInPairs(sums);
  }

  /** Adds the partial sums: each of the lower half to its twin of the upper half, and so on. */
  public static float sumInPairs(float[] sums) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  private static void transposedTimes(
      int m, int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    for (int j = 0; j < n; j++) {
      out[at + j] = 0;
    }
    for (int i = 0; i < m; i++) {
      float factor = y[yAt + i];
      int from = xAt + i * n;
      for (int j = 0; j < n; j++) {
        out[at + j] = Math.fma(factor, x[from + j], out[at + j]);
      }
    }
  }
}
