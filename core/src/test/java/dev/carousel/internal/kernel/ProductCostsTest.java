package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Products keep their sums in registers, whatever ran before them in this JVM. Conversions run
 * first, as they do when a network is made: vectors of another width there once put every sum of a
 * product on the heap.
 */
class ProductCostsTest {
  private static final int CALLS = 20_000;
  private static final int N = 64;
  private static final int ROUNDS = 40;
  private static final Duration COMPILING = Duration.ofMillis(50);

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
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      LockSupport.parkNanos(COMPILING.toNanos());
      least = Math.min(least, bytes(kernels));
    }
    assertEquals(0, least, "bytes in " + CALLS + " products");
  }

  private static long bytes(Kernels kernels) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    PackedMatrix right = new PackedMatrix(4, N);
    float[] left = new float[8 * 4];
    float[] out = new float[8 * N];
    float[] edge = new float[Kernels.EDGE];
    long before = threads.getThreadAllocatedBytes(own);
    for (int i = 0; i < CALLS; i++) {
      kernels.multiply(8, 4, left, 0, 4, 1, right, out, 0, N, edge);
    }
    return threads.getThreadAllocatedBytes(own) - before;
  }
}
