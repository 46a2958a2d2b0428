package dev.carousel.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Operations that the machine has instructions for: sums, products, quotients, roots, bounds and
 * signs, a whole vector at a time.
 */
final class VectorArithmetic {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private VectorArithmetic() {}

  static boolean linear(
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

  static boolean identity(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean sqrt(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.lanewise(VectorOperators.SQRT).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean abs(
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
  static boolean sign(
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

  static boolean relu(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.max(0f).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean reciprocal(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        FloatVector.broadcast(SPECIES, 1f).div(v).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean square(
      int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xAt + r * xRow + i);
        v.mul(v).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean add(
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

  static boolean subtract(
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

  static boolean multiply(
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

  static boolean divide(
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

  static boolean min(
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

  static boolean max(
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
}
