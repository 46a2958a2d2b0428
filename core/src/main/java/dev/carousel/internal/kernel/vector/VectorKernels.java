package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
          case LINEAR -> linear(rows, bound, scale, shift, x, xAt, xRow, out, at, row);
          case IDENTITY -> identity(rows, bound, x, xAt, xRow, out, at, row);
          case EXP -> VectorExponentials.exp(rows, bound, x, xAt, xRow, out, at, row);
          case LOG -> VectorLogarithms.log(rows, bound, x, xAt, xRow, out, at, row);
          case SQRT -> sqrt(rows, bound, x, xAt, xRow, out, at, row);
          case ABS -> abs(rows, bound, x, xAt, xRow, out, at, row);
          case SIGN -> sign(rows, bound, x, xAt, xRow, out, at, row);
          case SIN -> VectorTrigonometry.sin(rows, bound, x, xAt, xRow, out, at, row);
          case COS -> VectorTrigonometry.cos(rows, bound, x, xAt, xRow, out, at, row);
          case TANH -> VectorExponentials.tanh(rows, bound, x, xAt, xRow, out, at, row);
          case SIGMOID -> VectorExponentials.sigmoid(rows, bound, x, xAt, xRow, out, at, row);
          case RELU -> relu(rows, bound, x, xAt, xRow, out, at, row);
          case SOFTPLUS -> VectorLogarithms.softplus(rows, bound, x, xAt, xRow, out, at, row);
          case RECIPROCAL -> reciprocal(rows, bound, x, xAt, xRow, out, at, row);
          case SQUARE -> square(rows, bound, x, xAt, xRow, out, at, row);
          case ADD -> add(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case SUBTRACT -> subtract(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case MULTIPLY -> multiply(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case DIVIDE -> divide(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case MIN -> min(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case MAX -> max(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case TANH_GRADIENT -> tanhGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case SIGMOID_GRADIENT ->
              sigmoidGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case RELU_GRADIENT -> reluGradient(rows, bound, x, xAt, xRow, y, yAt, yRow, out, at, row);
          case WHERE_AT_MOST ->
              whereAtMost(rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
          case WHERE_ABOVE ->
              whereAbove(rows, bound, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
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

  private static boolean linear(
      int rows,
      int bound,
      float scale,
      float shift,
      float[] x,
      int xAt,
      int xRow,
      float[] out,
      int at,
      int row) {
    FloatVector m = FloatVector.broadcast(SPECIES, scale);
    FloatVector b = FloatVector.broadcast(SPECIES, shift);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        m.fma(v, b).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean identity(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean sqrt(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.lanewise(VectorOperators.SQRT).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean abs(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.abs().intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  /** 1, -1, or v itself: 0, -0 and NaN. */
  private static boolean sign(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.blend(1f, v.compare(VectorOperators.GT, 0f))
            .blend(-1f, v.compare(VectorOperators.LT, 0f))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean relu(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.max(0f).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean reciprocal(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector.broadcast(SPECIES, 1f).div(v).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean square(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.mul(v).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean add(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.add(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean subtract(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.sub(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean multiply(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.mul(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean divide(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.div(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean min(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.min(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean max(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.max(w).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean tanhGradient(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.mul(w.neg().fma(w, FloatVector.broadcast(SPECIES, 1f))).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean sigmoidGradient(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        v.mul(w).mul(FloatVector.broadcast(SPECIES, 1f).sub(w)).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean reluGradient(
      int rows,
      int bound,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow,
      float[] out,
      int at,
      int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        FloatVector.zero(SPECIES)
            .blend(v, w.compare(VectorOperators.GT, 0f))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean whereAtMost(
      int rows,
      int bound,
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
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        FloatVector u = FloatVector.fromArray(SPECIES, z, zAt + r * zRow + i);
        FloatVector.zero(SPECIES)
            .blend(v, w.compare(VectorOperators.LE, u))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  private static boolean whereAbove(
      int rows,
      int bound,
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
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector w = FloatVector.fromArray(SPECIES, y, yAt + r * yRow + i);
        FloatVector u = FloatVector.fromArray(SPECIES, z, zAt + r * zRow + i);
        FloatVector.zero(SPECIES)
            .blend(v, w.compare(VectorOperators.GT, u))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }
}
