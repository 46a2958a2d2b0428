package dev.carousel.internal.kernel;

/** The product of one row with a narrow matrix, one element at a time. */
final class NarrowLoops {
  private NarrowLoops() {}

  static void multiplyRow(float[] a, int aAt, NarrowMatrix b, float[] c, int cAt) {
    for (int column = 0; column < b.columns(); column += Kernels.PANEL) {
      int width = Math.min(Kernels.PANEL, b.columns() - column);
      if (b instanceof Bf16Matrix narrow) {
        addPanel(a, aAt, narrow, column, c, cAt + column, width);
      } else if (b instanceof Int8Matrix narrow) {
        addPanel(a, aAt, narrow, column, c, cAt + column, width);
      }
    }
  }

  private static void addPanel(
      float[] a, int aAt, Bf16Matrix matrix, int column, float[] c, int cAt, int width) {
    int[] b = matrix.values();
    int lower = Math.min(width, Bf16Matrix.PAIRS);
    int from = matrix.pairAt(column);
    for (int k = 0; k < matrix.depth(); k++, from += Bf16Matrix.PAIRS) {
      float factor = a[aAt + k];
      for (int j = 0; j < lower; j++) {
        float weight = Float.intBitsToFloat(b[from + j] << Short.SIZE);
        c[cAt + j] = Math.fma(factor, weight, c[cAt + j]);
      }
      for (int j = Bf16Matrix.PAIRS; j < width; j++) {
        float weight = Float.intBitsToFloat(b[from + j - Bf16Matrix.PAIRS] & 0xFFFF0000);
        c[cAt + j] = Math.fma(factor, weight, c[cAt + j]);
      }
    }
  }

  private static void addPanel(
      float[] a, int aAt, Int8Matrix matrix, int column, float[] c, int cAt, int width) {
    byte[] b = matrix.values();
    float[] scales = matrix.scales();
    int scaleAt = matrix.scaleAt(column);
    for (int k = 0, from = matrix.start(column); k < matrix.depth(); k++, from += Kernels.PANEL) {
      float factor = a[aAt + k];
      for (int j = 0; j < width; j++) {
        c[cAt + j] = Math.fma(factor, b[from + j] * scales[scaleAt + j], c[cAt + j]);
      }
    }
  }
}
