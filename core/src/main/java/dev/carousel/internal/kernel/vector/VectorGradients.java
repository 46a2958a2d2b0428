package dev.carousel.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Derivatives of activations and bounds, made of the value of the function or of its argument. */
final class VectorGradients {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private VectorGradients() {}

  static boolean tanhGradient(
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

  static boolean sigmoidGradient(
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

  /** {@code x * y * (1 - z * z)}. */
  static boolean productTanhGradient(
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
        v.mul(w)
            .mul(u.neg().fma(u, FloatVector.broadcast(SPECIES, 1f)))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  /** {@code x * y * z * (1 - z)}. */
  static boolean productSigmoidGradient(
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
        v.mul(w)
            .mul(u)
            .mul(FloatVector.broadcast(SPECIES, 1f).sub(u))
            .intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  /** {@code x * y + z}, rounded twice, as the two operations are apart. */
  static boolean multiplyAdd(
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
        v.mul(w).add(u).intoArray(out, at + r * row + i);
      }
    }
    return true;
  }

  static boolean reluGradient(
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

  static boolean whereAtMost(
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

  static boolean whereAbove(
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
