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
      int rows, Strided a, PackedMatrix b, int kFrom, int kTo, float[] c, int cOffset, int cRow) {
    for (int panel = 0; panel < b.panels(); panel++) {
      int width = Math.min(PANEL, b.columns() - panel * PANEL);
      int bAt = b.panelOffset(panel) + kFrom * PANEL;
      for (int i = 0; i < rows; i++) {
        int aAt = a.offset() + i * a.row();
        int cAt = cOffset + i * cRow + panel * PANEL;
        for (int k = 0; k < kTo - kFrom; k++) {
          addRow(a.values()[aAt + k * a.column()], b.values(), bAt + k * PANEL, c, cAt, width);
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
