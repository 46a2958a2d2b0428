package dev.carousel.internal.kernel.vector;

import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.Elementwise;
import dev.carousel.internal.kernel.Elementwise.Rows;
import dev.carousel.internal.kernel.FloatMath;
import java.util.List;

/**
 * A chain in vectors: whole vectors first, in one loop or a few, then the rest of each row one
 * element at a time by {@link FloatMath}, which takes the same steps.
 */
final class VectorLoop implements ElementLoop {
  private final List<Elementwise> operations;
  private final LoopBody[] bodies;
  private final float[][] arrays;
  private final int[] strides;
  private final float[] constants;

  VectorLoop(ElementChain chain, LoopBody[] bodies) {
    operations = chain.operations();
    this.bodies = bodies;
    arrays = chain.operands().stream().map(Rows::array).toArray(float[][]::new);
    strides = chain.operands().stream().mapToInt(Rows::stride).toArray();
    constants = new float[2 * operations.size()];
    for (int i = 0; i < operations.size(); i++) {
      constants[2 * i] = operations.get(i).scale();
      constants[2 * i + 1] = operations.get(i).shift();
    }
  }

  @Override
  public void run(int rows, int n, int[] at) {
    int bound = VectorKernels.SPECIES.loopBound(n);
    if (bound > 0) {
      for (LoopBody body : bodies) {
        body.run(rows, bound, arrays, strides, at, constants);
      }
    }
    if (bound < n) {
      for (int i = 0; i < operations.size(); i++) {
        rest(operations.get(i), rows, bound, n, at);
      }
    }
  }

  /** The elements of each row from one on. */
  private void rest(Elementwise e, int rows, int first, int n, int[] at) {
    float[] x = arrays[e.x()];
    float[] y = arrays[e.y()];
    float[] z = arrays[e.z()];
    float[] out = arrays[e.out()];
    for (int r = 0; r < rows; r++) {
      int xi = at[e.x()] + r * strides[e.x()];
      int yi = at[e.y()] + r * strides[e.y()];
      int zi = at[e.z()] + r * strides[e.z()];
      int to = at[e.out()] + r * strides[e.out()];
      for (int i = first; i < n; i++) {
        out[to + i] =
            FloatMath.apply(e.op(), e.scale(), e.shift(), x[xi + i], y[yi + i], z[zi + i]);
      }
    }
  }
}
