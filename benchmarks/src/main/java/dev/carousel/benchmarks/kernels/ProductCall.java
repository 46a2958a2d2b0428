package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import org.apache.commons.math3.random.RandomGenerator;

/** One product on operands of its own: the only place here that knows the kernel's signature. */
final class ProductCall {
  private final Kernels kernels;
  private final ProductShape shape;
  private final float[] a;
  private final PackedMatrix b;
  private final float[] c;
  private final float[] edge = new float[Kernels.EDGE];

  /** Operands of this shape with random elements. */
  ProductCall(Kernels kernels, ProductShape shape, RandomGenerator random) {
    this.kernels = kernels;
    this.shape = shape;
    int columns = shape.columns();
    a = RandomFloats.draw(random, shape.rows() * shape.depth());
    b = new PackedMatrix(shape.depth(), columns);
    b.place(
        RandomFloats.draw(random, shape.depth() * columns),
        0,
        columns,
        shape.depth(),
        columns,
        0,
        0);
    c = new float[shape.rows() * columns];
  }

  /** Adds to C, which is returned. */
  float[] run() {
    int aRow = shape.isTransposed() ? 1 : shape.depth();
    int aColumn = shape.isTransposed() ? shape.rows() : 1;
    int row = shape.columns();
    kernels.multiply(shape.rows(), shape.depth(), a, 0, aRow, aColumn, b, c, 0, row, edge);
    return c;
  }
}
