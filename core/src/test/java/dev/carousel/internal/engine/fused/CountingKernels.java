package dev.carousel.internal.engine.fused;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts products, and has others compute them. */
final class CountingKernels implements Kernels {
  private final Kernels kernels;
  private final AtomicInteger products = new AtomicInteger();

  CountingKernels(Kernels kernels) {
    this.kernels = kernels;
  }

  int products() {
    return products.get();
  }

  void reset() {
    products.set(0);
  }

  @Override
  public String name() {
    return kernels.name();
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
    products.incrementAndGet();
    kernels.multiply(rows, depth, a, aAt, aRow, aColumn, b, c, cAt, cRow, edge);
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
    kernels.apply(
        op, scale, shift, rows, n, x, xAt, xRow, y, yAt, yRow, z, zAt, zRow, out, at, row);
  }
}
