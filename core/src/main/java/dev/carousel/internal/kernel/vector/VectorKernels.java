package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.Kernels;
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
    int bound = SPECIES.loopBound(n);
    boolean isVectorised =
        switch (op) {
          case LINEAR ->
              VectorArithmetic.linear(rows, bound, scale, shift, x, xAt, xRow, out, at, row);
          case IDENTITY -> VectorArithmetic.identity(rows, bound, x, xAt, xRow, out, at, row);
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
          case DIVIDE ->
              VectorArithmetic.divide(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case MIN -> VectorArithmetic.min(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case MAX -> VectorArithmetic.max(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case TANH_GRADIENT ->
              VectorGradients.tanhGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case SIGMOID_GRADIENT ->
              VectorGradients.sigmoidGradient(
                  rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
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
    int done = isVectorised ? bound : 0;
    for (int r = 0; r < rows && done < n; r++) {
      for (int i = done; i < n; i++) {
        out[at + r * row + i] =
            FloatMath.apply(
                op,
                scale,
                shift,
                x[xAt + r * xRow + i],
                y[yAt + r * yRow + i],
                z[zAt + r * zRow + i]);
      }
    }
  }
}
