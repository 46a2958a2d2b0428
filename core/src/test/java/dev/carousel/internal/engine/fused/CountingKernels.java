package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.NarrowMatrix;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts products, and has others compute them. */
final class CountingKernels implements Kernels {
  private final Kernels kernels;
  private final AtomicInteger products = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger(Integer.MAX_VALUE);

  CountingKernels(Kernels kernels) {
    this.kernels = kernels;
  }

  int products() {
    return products.get();
  }

  void reset() {
    products.set(0);
  }

  /** Lets a product fail, this many from now on; 0 for none. */
  void failAt(int product) {
    failing.set(product == 0 ? Integer.MAX_VALUE : products.get() + product);
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
    count();
    kernels.multiply(rows, depth, a, aAt, aRow, aColumn, b, c, cAt, cRow, edge);
  }

  private void count() {
    if (products.incrementAndGet() == failing.get()) {
      throw new IllegalStateException("no product today");
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
    count();
    kernels.addOuterProducts(depth, a, aAt, aRow, height, b, bAt, bRow, width, c, cAt, cRow);
  }

  @Override
  public void multiplyRow(float[] a, int aAt, NarrowMatrix b, float[] c, int cAt, float[] edge) {
    products.incrementAndGet();
    kernels.multiplyRow(a, aAt, b, c, cAt, edge);
  }

  @Override
  public ElementLoop loop(ElementChain chain) {
    return kernels.loop(chain);
  }

  @Override
  public void multiplyBlocks(
      BlockProduct product, int rows, int xAt, int yAt, int at, float[] sums) {
    kernels.multiplyBlocks(product, rows, xAt, yAt, at, sums);
  }

  @Override
  public void applyToGroups(
      GroupFunction function, int rows, int xAt, int yAt, int at, float[] sums) {
    kernels.applyToGroups(function, rows, xAt, yAt, at, sums);
  }

  @Override
  public void add(int rows, int n, float[] x, int xAt, int xRow, float[] out, int at, int row) {
    kernels.add(rows, n, x, xAt, xRow, out, at, row);
  }

  @Override
  public void linear(float scale, float shift, int n, float[] v, int at) {
    kernels.linear(scale, shift, n, v, at);
  }

  @Override
  public void exp(int n, float[] v, int at) {
    kernels.exp(n, v, at);
  }
}
