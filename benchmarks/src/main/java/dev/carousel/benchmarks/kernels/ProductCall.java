package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import org.apache.commons.math3.random.RandomGenerator;

/** One product on operands of its own: the only place here that knows the kernel's signature. */
final class ProductCall {
  private final Kernels kernels;
  private final int rows;
  private final Kernels.Strided a;
  private final PackedMatrix b;
  private final float[] c;

  /** Operands of this shape with random elements. */
  ProductCall(Kernels kernels, ProductShape shape, RandomGenerator random) {
    this.kernels = kernels;
    rows = shape.rows();
    int depth = shape.depth();
    float[] left = RandomFloats.draw(random, rows * depth);
    a =
        shape.isTransposed()
            ? new Kernels.Strided(left, 0, 1, rows)
            : new Kernels.Strided(left, 0, depth, 1);
    b = new PackedMatrix(depth, shape.columns());
    float[] right = RandomFloats.draw(random, depth * shape.columns());
    b.place(right, 0, shape.columns(), depth, shape.columns(), 0, 0);
    c = new float[rows * shape.columns()];
  }

  /** Adds the product to C, which is returned. */
  float[] run() {
    kernels.multiply(rows, a, b, 0, b.depth(), c, 0, b.columns());
    return c;
  }
}
