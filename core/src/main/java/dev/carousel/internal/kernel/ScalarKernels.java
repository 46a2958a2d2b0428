package dev.carousel.internal.kernel;

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
        int from = aAt + i * aRow;
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
          addFourRows(a, from + k * aColumn, aColumn, b.values(), bAt + k * PANEL, c, to, width);
        }
        for (; k < depth; k++) {
          addRow(a[from + k * aColumn], b.values(), bAt + k * PANEL, c, to, width);
        }
      }
    }
  }

  /** Four rows in one pass, one after the other for each element. */
  private static void addFourRows(
      float[] a, int aAt, int aColumn, float[] b, int bAt, float[] c, int cAt, int width) {
    float a0 = a[aAt];
    float a1 = a[aAt + aColumn];
    float a2 = a[aAt + 2 * aColumn];
    float a3 = a[aAt + 3 * aColumn];
    for (int j = 0; j < width; j++) {
      float sum = Math.fma(a1, b[bAt + PANEL + j], Math.fma(a0, b[bAt + j], c[cAt + j]));
      c[cAt + j] = Math.fma(a3, b[bAt + 3 * PANEL + j], Math.fma(a2, b[bAt + 2 * PANEL + j], sum));
    }
  }

  private static void addRow(float factor, float[] b, int bAt, float[] c, int cAt, int width) {
    for (int j = 0; j < width; j++) {
      c[cAt + j] = Math.fma(factor, b[bAt + j], c[cAt + j]);
    }
  }

  @Override
  public void addOuterProducts(
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
      int cRow) {
    for (int k = 0; k < depth; k++) {
      for (int i = 0; i < height; i++) {
        addRow(a[aAt + k * aRow + i], b, bAt + k * bRow, c, cAt + i * cRow, width);
      }
    }
  }

  @Override
  public void multiplyRow(float[] a, int aAt, NarrowMatrix b, float[] c, int cAt, float[] edge) {
    NarrowLoops.multiplyRow(a, aAt, b, c, cAt);
  }

  @Override
  public ElementLoop loop(ElementChain chain) {
    return new ScalarLoop(chain);
  }

  @Override
  public void multiplyBlocks(
      BlockProduct product, int rows, int xAt, int yAt, int at, float[] sums) {
    BlockLoops.apply(product, rows, xAt, yAt, at, sums);
  }

  @Override
  public void applyToGroups(
      GroupFunction function, int rows, int xAt, int yAt, int at, float[] sums) {
    GroupLoops.apply(function, rows, xAt, yAt, at, sums);
  }

  @Override
  public void add(int rows, int n, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      int to = at + r * row;
      ScalarLoops.add(n, out, to, x, xAt + r * xRow, out, to);
    }
  }

  @Override
  public void linear(float scale, float shift, int n, float[] v, int at) {
    ScalarLoops.linear(scale, shift, n, v, at, v, at);
  }

  @Override
  public void exp(int n, float[] v, int at) {
    ScalarLoops.exp(n, v, at, v, at);
  }
}
