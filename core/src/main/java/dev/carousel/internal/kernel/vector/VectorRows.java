package dev.carousel.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** Loops over rows that are in no chain. */
final class VectorRows {
  private VectorRows() {}

  static void linear(float scale, float shift, int bound, float[] x, int xAt, float[] out, int at) {
    FloatVector m = VectorArithmetic.all(scale);
    FloatVector b = VectorArithmetic.all(shift);
    for (int i = 0; i < bound; i += VectorKernels.LANES) {
      FloatVector v = FloatVector.fromArray(VectorKernels.SPECIES, x, xAt + i);
      m.fma(v, b).intoArray(out, at + i);
    }
  }

  static void add(int rows, int bound, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < bound; i += VectorKernels.LANES) {
        FloatVector v = FloatVector.fromArray(VectorKernels.SPECIES, out, at + r * row + i);
        FloatVector w = FloatVector.fromArray(VectorKernels.SPECIES, x, xAt + r * xRow + i);
        v.add(w).intoArray(out, at + r * row + i);
      }
    }
  }
}
