package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.BlockLoops;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.PartialSums;
import jdk.incubator.vector.FloatVector;

/** {@link BlockLoops} in vectors, with the same bits. */
final class VectorBlocks {
  private static final int LANES = VectorKernels.LANES;

  private VectorBlocks() {}

  static void apply(BlockProduct p, int rows, int xAt, int yAt, int at, float[] sums) {
    int n = p.n();
    if (n < LANES || LANES > PartialSums.LANES) {
      BlockLoops.apply(p, rows, xAt, yAt, at, sums);
      return;
    }
    float[] x = p.x().array();
    float[] y = p.y().array();
    float[] out = p.out().array();
    int m = p.m();
    for (int r = 0; r < rows; r++) {
      int xi = xAt + r * p.x().stride();
      int yi = yAt + r * p.y().stride();
      int to = at + r * p.out().stride();
      for (int b = 0; b < p.blocks(); b++) {
        switch (p.op()) {
          case OUTER -> outer(m, n, x, xi + b * m, y, yi + b * n, out, to + b * m * n);
          case TIMES -> times(m, n, x, xi + b * m * n, y, yi + b * n, out, to + b * m, sums);
          default -> transposedTimes(m, n, x, xi + b * m * n, y, yi + b * m, out, to + b * n);
        }
      }
    }
  }

  private static void outer(
      int m, int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = VectorKernels.SPECIES.loopBound(n);
    for (int i = 0; i < m; i++) {
      float factor = x[xAt + i];
      int to = at + i * n;
      for (int j = 0; j < bound; j += LANES) {
        vector(y, yAt + j).mul(factor).intoArray(out, to + j);
      }
      for (int j = bound; j < n; j++) {
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
    for (int lane = 0; lane < PartialSums.LANES; lane += LANES) {
      FloatVector sum = FloatVector.zero(VectorKernels.SPECIES);
      for (int j = lane; j < bound; j += PartialSums.LANES) {
        sum = vector(x, from + j).fma(vector(y, yAt + j), sum);
      }
      sum.intoArray(sums, lane);
    }
    return PartialSums.inPairs(sums);
  }

  /** A vector of columns at a time, over all rows. */
  private static void transposedTimes(
      int m, int n, float[] x, int xAt, float[] y, int yAt, float[] out, int at) {
    int bound = VectorKernels.SPECIES.loopBound(n);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector sum = FloatVector.zero(VectorKernels.SPECIES);
      for (int i = 0; i < m; i++) {
        FloatVector factor = FloatVector.broadcast(VectorKernels.SPECIES, y[yAt + i]);
        sum = factor.fma(vector(x, xAt + i * n + j), sum);
      }
      sum.intoArray(out, at + j);
    }
    for (int j = bound; j < n; j++) {
      float sum = 0;
      for (int i = 0; i < m; i++) {
        sum = Math.fma(y[yAt + i], x[xAt + i * n + j], sum);
      }
      out[at + j] = sum;
    }
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(VectorKernels.SPECIES, x, at);
  }
}
