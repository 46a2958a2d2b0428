package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.fixture.Allocation;
import org.junit.jupiter.api.Test;

/**
 * Products keep their sums in registers, whatever ran before them in this JVM. Conversions run
 * first, as they do when a network is made: vectors of another width there once put every sum of a
 * product on the heap.
 */
class ProductCostsTest {
  private static final int CALLS = 20_000;
  private static final int N = 64;

  @Test
  void productsMakeNoObjectAfterConversions() {
    Kernels kernels = KernelProvider.best();
    float[] floats = new float[N];
    double[] doubles = new double[N];
    double[] sums = new double[16];
    for (int i = 0; i < CALLS; i++) {
      kernels.widen(N, floats, 0, doubles);
      kernels.narrow(N, doubles, floats, 0);
      kernels.addSquares(N, floats, 0, sums);
    }
    assertEquals(0, Allocation.least(0, products(kernels)), "bytes in " + CALLS + " products");
  }

  private static Runnable products(Kernels kernels) {
    PackedMatrix right = new PackedMatrix(4, N);
    float[] left = new float[8 * 4];
    float[] out = new float[8 * N];
    float[] edge = new float[Kernels.EDGE];
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        kernels.multiply(8, 4, left, 0, 4, 1, right, out, 0, N, edge);
      }
    };
  }
}
