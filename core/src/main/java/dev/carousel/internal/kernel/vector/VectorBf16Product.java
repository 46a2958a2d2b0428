package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Bf16Matrix;
import dev.carousel.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix in bf16, as {@link VectorRowProduct} makes it with floats:
 * each element is the same chain. Weights become floats in registers, two vectors from one of
 * pairs.
 *
 * <p>Shorts that are widened to integers and then shifted are not used: on JDK 17, the vectors of
 * some runs were objects.
 */
final class VectorBf16Product {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = VectorKernels.LANES;
  private static final int PANEL = Kernels.PANEL;
  private static final int PAIRS = Bf16Matrix.PAIRS;
  private static final int UPPER = 0xFFFF0000;

  private VectorBf16Product() {}

  static void multiply(float[] a, int aAt, Bf16Matrix b, float[] c, int cAt, float[] edge) {
    int column = 0;
    for (; column + 2 * PANEL <= b.columns(); column += 2 * PANEL) {
      twoPanels(a, aAt, b, column, column + PANEL, c, cAt + column);
    }
    if (column < b.columns()) {
      int width = b.columns() - column;
      int second = width > PANEL ? column + PANEL : column;
      System.arraycopy(c, cAt + column, edge, 0, width);
      twoPanels(a, aAt, b, column, second, edge, 0);
      System.arraycopy(edge, 0, c, cAt + column, width);
    }
  }

  /** Adds to the columns of C from cAt on, those of two panels of B. */
  private static void twoPanels(
      float[] a, int aAt, Bf16Matrix b, int first, int second, float[] c, int cAt) {
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      int firstAt = b.pairAt(first) + pair;
      int secondAt = b.pairAt(second) + pair;
      fourVectors(b.depth(), a, aAt, b.values(), firstAt, secondAt, c, cAt + pair);
    }
  }

  private static void fourVectors(
      int depth, float[] a, int aAt, int[] b, int b0At, int b1At, float[] c, int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + PAIRS);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + PANEL);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + PANEL + PAIRS);
    IntVector upper = IntVector.broadcast(INTS, UPPER);
    int end = depth * PAIRS;
    for (int k = 0, p = aAt; k < end; k += PAIRS, p++) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[p]);
      IntVector b0 = IntVector.fromArray(INTS, b, b0At + k);
      IntVector b1 = IntVector.fromArray(INTS, b, b1At + k);
      c0 = a0.fma(b0.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats(), c0);
      c1 = a0.fma(b0.and(upper).reinterpretAsFloats(), c1);
      c2 = a0.fma(b1.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats(), c2);
      c3 = a0.fma(b1.and(upper).reinterpretAsFloats(), c3);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + PAIRS);
    c2.intoArray(c, cAt + PANEL);
    c3.intoArray(c, cAt + PANEL + PAIRS);
  }
}
