package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.Bf16Matrix;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.Int8Matrix;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels in the widest vectors of this machine: whole vectors first, then the rest of each row one
 * element at a time by {@link FloatMath}, which takes the same steps.
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
  public ElementLoop loop(ElementChain chain) {
    return VectorLoops.of(chain);
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
    VectorRows.add(rows, bound, x, xAt, xRow, out, at, row);
    for (int r = 0; r < rows && bound < n; r++) {
      for (int i = bound; i < n; i++) {
        out[at + r * row + i] += x[xAt + r * xRow + i];
      }
    }
  }

  @Override
  public void linear(float scale, float shift, int n, float[] v, int at) {
    int bound = SPECIES.loopBound(n);
    VectorRows.linear(scale, shift, bound, v, at, v, at);
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
