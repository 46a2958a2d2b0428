package dev.carousel.internal.kernel;

/** {@link BlockProduct} one element at a time, its sums as {@link PartialSums}. */
public final class BlockLoops {
  private BlockLoops() {}

  /**
   * The product over the blocks of some rows.
   *
   * @param xAt where the rows of x begin in its array; y and the result likewise
   * @param sums scratch of at least {@link PartialSums#LANES} elements
   */
  public static void apply(BlockProduct p, int rows, int xAt, int yAt, int at, float[] sums) {
    float[] x = p.x().array();
    float[] y = p.y().array();
    float[] out = p.out().array();
    int m = p.m();
    int n = p.n();
    for (int r = 0; r < rows; r++) {
      int xi = xAt + r * p.x().stride();
      int yi = yAt + r * p.y().stride();
      int to = at + r * p.out().stride();
      for (int b = 0; b < p.blocks(); b++) {
        switch (p.op()) {
          case OUTER -> outer(m, n, x, xi + b * m, y, yi + b * n, out, to + b * m * n);
          case TIMES -> times(m, n, x, xi + b * m * n, y, yi + b * n, out, to + b * m, sums);
          case TRANSPOSED_TIMES ->
              transposedTimes(m, n, x, xi + b * m * n, y, yi + b * m, out, to + b * n);
          default -> throw new IllegalArgumentException(p.op() + " is no product of blocks");
        }
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
    int bound = PartialSums.bound(n);
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
    for (int lane = 0; lane < PartialSums.LANES; lane++) {
      float sum = 0;
      for (int j = lane; j < bound; j += PartialSums.LANES) {
        sum = Math.fma(x[from + j], y[yAt + j], sum);
      }
      sums[lane] = sum;
    }
    return PartialSums.inPairs(sums);
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
