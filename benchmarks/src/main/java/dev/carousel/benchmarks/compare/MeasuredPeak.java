package dev.carousel.benchmarks.compare;

import dev.carousel.bench.Timing;
import dev.carousel.benchmarks.kernels.FmaChains;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The most that the threads of a comparison can multiply and add, all at once. */
final class MeasuredPeak {
  private static final int ROUNDS = 10_000;

  private MeasuredPeak() {}

  /**
   * Billions of operations in a second, of all threads together.
   *
   * @param warmUp seconds for the JIT
   * @param seconds that are measured
   */
  static double gflops(int threads, double warmUp, double seconds) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Double> thread = () -> gflopsOfOne(warmUp, seconds);
      List<Future<Double>> futures = pool.invokeAll(Collections.nCopies(threads, thread));
      List<Double> each = new ArrayList<>();
      for (Future<Double> future : futures) {
        each.add(future.get());
      }
      return each.stream().mapToDouble(Double::doubleValue).sum();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double gflopsOfOne(double warmUp, double seconds) {
    // Kept, so that the JIT cannot leave the work out.
    float[] results = new float[1];
    Runnable chains = () -> results[0] += FmaChains.run(ROUNDS);
    Timing.of(warmUp, chains);
    Timing timing = Timing.of(seconds, chains);
    return FmaChains.operations(ROUNDS) / timing.medianNanos();
  }
}
