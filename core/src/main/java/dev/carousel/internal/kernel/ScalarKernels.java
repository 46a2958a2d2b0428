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
  public void apply(Elementwise operation, int rows, int n, int xAt, int yAt, int zAt, int at) {
    for (int r = 0; r < rows; r++) {
      applyToRow(
          operation,
          n,
          xAt + r * operation.x().stride(),
          yAt + r * operation.y().stride(),
          zAt + r * operation.z().stride(),
          at + r * operation.out().stride());
    }
  }

  private static void applyToRow(Elementwise e, int n, int xi, int yi, int zi, int to) {
    float[] x = e.x().array();
    float[] y = e.y().array();
    float[] z = e.z().array();
    float[] out = e.out().array();
    switch (e.op()) {
      case IDENTITY, SURROGATE -> System.arraycopy(x, xi, out, to, n);
      case LINEAR -> ScalarLoops.linear(e.scale(), e.shift(), n, x, xi, out, to);
      case ABS -> ScalarLoops.abs(n, x, xi, out, to);
      case SQRT -> ScalarLoops.sqrt(n, x, xi, out, to);
      case RELU -> ScalarLoops.relu(n, x, xi, out, to);
      case RECIPROCAL -> ScalarLoops.reciprocal(n, x, xi, out, to);
      case SQUARE -> ScalarLoops.square(n, x, xi, out, to);
      case EXP -> ScalarLoops.exp(n, x, xi, out, to);
      case TANH -> ScalarLoops.tanh(n, x, xi, out, to);
      case SIGMOID -> ScalarLoops.sigmoid(n, x, xi, out, to);
      case ADD -> ScalarLoops.add(n, x, xi, y, yi, out, to);
      case SUBTRACT -> ScalarLoops.subtract(n, x, xi, y, yi, out, to);
      case MULTIPLY -> ScalarLoops.multiply(n, x, xi, y, yi, out, to);
      case DIVIDE -> ScalarLoops.divide(n, x, xi, y, yi, out, to);
      case MIN -> ScalarLoops.min(n, x, xi, y, yi, out, to);
      case MAX -> ScalarLoops.max(n, x, xi, y, yi, out, to);
      case TANH_GRADIENT -> ScalarLoops.tanhGradient(n, x, xi, y, yi, out, to);
      case SIGMOID_GRADIENT -> ScalarLoops.sigmoidGradient(n, x, xi, y, yi, out, to);
      case RELU_GRADIENT -> ScalarLoops.reluGradient(n, x, xi, y, yi, out, to);
      default -> {
        for (int i = 0; i < n; i++) {
          out[to + i] =
              FloatMath.apply(e.op(), e.scale(), e.shift(), x[xi + i], y[yi + i], z[zi + i]);
        }
      }
    }
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
