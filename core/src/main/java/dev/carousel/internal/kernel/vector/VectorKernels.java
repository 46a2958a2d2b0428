package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Bf16Matrix;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.Elementwise;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.Int8Matrix;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Element-wise kernels in the widest vectors of this machine: whole vectors first, then the rest of
 * each row one element at a time by {@link FloatMath}, which takes the same steps.
 *
 * <p>One loop for each operation, not one loop with a function to call: a call that the JIT cannot
 * resolve would put every vector on the heap.
 */
public final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  static {
    VectorOperations.useAll();
  }

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
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
    VectorProduct.multiply(rows, depth, a, aAt, aRow, aColumn, b, c, cAt, cRow, edge);
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
    VectorOuterProduct.add(depth, a, aAt, aRow, height, b, bAt, bRow, width, c, cAt, cRow);
  }

  @Override
  public void multiplyRow(float[] a, int aAt, NarrowMatrix b, float[] c, int cAt, float[] edge) {
    if (b instanceof Bf16Matrix narrow) {
      VectorBf16Product.multiply(a, aAt, narrow, c, cAt, edge);
    } else if (b instanceof Int8Matrix narrow) {
      VectorInt8Product.multiply(a, aAt, narrow, c, cAt, edge);
    }
  }

  @Override
  public void apply(Elementwise e, int rows, int n, int xAt, int yAt, int zAt, int at) {
    int bound = SPECIES.loopBound(n);
    int done = applyToVectors(e, rows, bound, xAt, yAt, zAt, at) ? bound : 0;
    if (done < n) {
      applyFrom(done, e, rows, n, xAt, yAt, zAt, at);
    }
  }

  /** Whole vectors of each row; whether there is a loop of vectors for this operation. */
  private static boolean applyToVectors(
      Elementwise e, int rows, int bound, int xAt, int yAt, int zAt, int at) {
    float[] x = e.x().array();
    float[] y = e.y().array();
    float[] z = e.z().array();
    float[] out = e.out().array();
    int xRow = e.x().stride();
    int yRow = e.y().stride();
    int zRow = e.z().stride();
    int row = e.out().stride();
    return switch (e.op()) {
      case LINEAR ->
          VectorArithmetic.linear(rows, bound, e.scale(), e.shift(), x, xAt, xRow, out, at, row);
      case IDENTITY, SURROGATE ->
          VectorArithmetic.identity(rows, bound, x, xAt, xRow, out, at, row);
      case EXP -> VectorExponentials.exp(rows, bound, x, xAt, xRow, out, at, row);
      case LOG -> VectorLogarithms.log(rows, bound, x, xAt, xRow, out, at, row);
      case SQRT -> VectorArithmetic.sqrt(rows, bound, x, xAt, xRow, out, at, row);
      case ABS -> VectorArithmetic.abs(rows, bound, x, xAt, xRow, out, at, row);
      case SIGN -> VectorArithmetic.sign(rows, bound, x, xAt, xRow, out, at, row);
      case SIN -> VectorTrigonometry.sin(rows, bound, x, xAt, xRow, out, at, row);
      case COS -> VectorTrigonometry.cos(rows, bound, x, xAt, xRow, out, at, row);
      case TANH -> VectorExponentials.tanh(rows, bound, x, xAt, xRow, out, at, row);
      case SIGMOID -> VectorExponentials.sigmoid(rows, bound, x, xAt, xRow, out, at, row);
      case RELU -> VectorArithmetic.relu(rows, bound, x, xAt, xRow, out, at, row);
      case SOFTPLUS -> VectorLogarithms.softplus(rows, bound, x, xAt, xRow, out, at, row);
      case RECIPROCAL -> VectorArithmetic.reciprocal(rows, bound, x, xAt, xRow, out, at, row);
      case SQUARE -> VectorArithmetic.square(rows, bound, x, xAt, xRow, out, at, row);
      case ADD -> VectorArithmetic.add(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case SUBTRACT ->
          VectorArithmetic.subtract(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case MULTIPLY ->
          VectorArithmetic.multiply(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case DIVIDE -> VectorArithmetic.divide(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case MIN -> VectorArithmetic.min(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case MAX -> VectorArithmetic.max(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case TANH_GRADIENT ->
          VectorGradients.tanhGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case SIGMOID_GRADIENT ->
          VectorGradients.sigmoidGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case PRODUCT_TANH_GRADIENT ->
          VectorGradients.productTanhGradient(
              rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
      case PRODUCT_SIGMOID_GRADIENT ->
          VectorGradients.productSigmoidGradient(
              rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
      case MULTIPLY_ADD ->
          VectorGradients.multiplyAdd(
              rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
      case RELU_GRADIENT ->
          VectorGradients.reluGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
      case WHERE_AT_MOST ->
          VectorGradients.whereAtMost(
              rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
      case WHERE_ABOVE ->
          VectorGradients.whereAbove(
              rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
      default -> false;
    };
  }

  /** The elements of each row from one on. */
  private static void applyFrom(
      int first, Elementwise e, int rows, int n, int xAt, int yAt, int zAt, int at) {
    float[] x = e.x().array();
    float[] y = e.y().array();
    float[] z = e.z().array();
    float[] out = e.out().array();
    for (int r = 0; r < rows; r++) {
      int xi = xAt + r * e.x().stride();
      int yi = yAt + r * e.y().stride();
      int zi = zAt + r * e.z().stride();
      int to = at + r * e.out().stride();
      for (int i = first; i < n; i++) {
        out[to + i] =
            FloatMath.apply(e.op(), e.scale(), e.shift(), x[xi + i], y[yi + i], z[zi + i]);
      }
    }
  }

  @Override
  public void multiplyBlocks(
      BlockProduct product, int rows, int xAt, int yAt, int at, float[] sums) {
    VectorBlocks.apply(product, rows, xAt, yAt, at, sums);
  }

  @Override
  public void applyToGroups(
      GroupFunction function, int rows, int xAt, int yAt, int at, float[] sums) {
    VectorGroups.apply(function, rows, xAt, yAt, at, sums);
  }

  @Override
  public void add(int rows, int n, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    int bound = SPECIES.loopBound(n);
    VectorArithmetic.add(rows, bound, out, at, row, x, xAt, xRow, out, at, row);
    for (int r = 0; r < rows && bound < n; r++) {
      for (int i = bound; i < n; i++) {
        out[at + r * row + i] += x[xAt + r * xRow + i];
      }
    }
  }

  @Override
  public void linear(float scale, float shift, int n, float[] v, int at) {
    int bound = SPECIES.loopBound(n);
    VectorArithmetic.linear(1, bound, scale, shift, v, at, 0, v, at, 0);
    for (int i = bound; i < n; i++) {
      v[at + i] = Math.fma(scale, v[at + i], shift);
    }
  }

  @Override
  public void exp(int n, float[] v, int at) {
    int bound = SPECIES.loopBound(n);
    VectorExponentials.exp(1, bound, v, at, 0, v, at, 0);
    for (int i = bound; i < n; i++) {
      v[at + i] = FloatMath.exp(v[at + i]);
    }
  }

  @Override
  public void widen(int n, float[] from, int at, double[] to) {
    VectorConversions.widen(n, from, at, to);
  }

  @Override
  public void narrow(int n, double[] from, float[] to, int at) {
    VectorConversions.narrow(n, from, to, at);
  }

  @Override
  public void addSquares(int n, float[] x, int at, double[] sums) {
    VectorConversions.addSquares(n, x, at, sums);
  }
}
