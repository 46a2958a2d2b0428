package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * Plain Java, one element at a time: always there, and the twin that vector kernels are held to.
 */
public final class ScalarKernels implements Kernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      PackedMatrix b,
      float[] init,
      int initAt,
      int initRow,
      float[] c,
      int cAt,
      int cRow,
      float[] edge) {
    for (int panel = 0; panel < b.panels(); panel++) {
      int column = panel * PANEL;
      int width = Math.min(PANEL, b.columns() - column);
      int bAt = b.panelOffset(panel);
      for (int i = 0; i < rows; i++) {
        int to = cAt + i * cRow + column;
        System.arraycopy(init, initAt + i * initRow + column, c, to, width);
        for (int k = 0; k < depth; k++) {
          addRow(a[aAt + i * aRow + k * aColumn], b.values(), bAt + k * PANEL, c, to, width);
        }
      }
    }
  }

  private static void addRow(float factor, float[] b, int bAt, float[] c, int cAt, int width) {
    for (int j = 0; j < width; j++) {
      c[cAt + j] = Math.fma(factor, b[bAt + j], c[cAt + j]);
    }
  }

  @Override
  public void apply(
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
      int row) {
    for (int r = 0; r < rows; r++) {
      int xi = xAt + r * xRow;
      int yi = yAt + r * yRow;
      int zi = zAt + r * zRow;
      int to = at + r * row;
      for (int i = 0; i < n; i++) {
        out[to + i] = FloatMath.apply(op, scale, shift, x[xi + i], y[yi + i], z[zi + i]);
      }
    }
  }
}
