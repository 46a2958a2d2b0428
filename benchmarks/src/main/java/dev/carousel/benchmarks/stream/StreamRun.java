package dev.carousel.benchmarks.stream;

import com.sun.management.ThreadMXBean;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.NetworkStream;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.FloatTensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Sequences that are streamed through one model, each by its own stream. They run one after the
 * other on one thread, which keeps all outputs; then all at once, each on its own thread, and
 * compared with them bit for bit.
 */
final class StreamRun {
  /** Inputs are windows into so many random numbers. */
  private static final int NOISE = 1 << 14;

  private final BoundNetwork network;
  private final int steps;
  private final float[] noise = new float[NOISE];
  private final float[][] expected;

  /**
   * A run over sequences of so many steps.
   *
   * @param sequences as many as threads
   */
  StreamRun(BoundNetwork network, int sequences, int steps) {
    this.network = network;
    this.steps = steps;
    expected = new float[sequences][steps * network.network().spec().data().outputFeatures()];
    RandomGenerator random = RandomStreams.stream(1, "stream benchmark");
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  /**
   * What one way of running took.
   *
   * @param seconds from the first step to the last
   * @param bytesPerStep that the threads allocated for each step
   * @param differing how many outputs were not those of the thread alone, bit for bit
   */
  record Figures(double seconds, double bytesPerStep, long differing) {}

  /** What one thread found of some sequences. */
  private record Share(long bytes, long differing) {}

  /** One sequence after the other on this thread; what it says is expected from then on. */
  Figures alone() {
    long start = System.nanoTime();
    long bytes = 0;
    for (int sequence = 0; sequence < expected.length; sequence++) {
      bytes += stream(sequence, true).bytes();
    }
    return figures(start, bytes, 0);
  }

  /** All sequences at once, a thread for each. */
  Figures together() throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(expected.length + 1);
    ExecutorService threads = Executors.newFixedThreadPool(expected.length);
    try {
      List<Future<Share>> shares = new ArrayList<>();
      for (int i = 0; i < expected.length; i++) {
        int sequence = i;
        Callable<Share> task =
            () -> {
              start.await();
              return stream(sequence, false);
            };
        shares.add(threads.submit(task));
      }
      start.await();
      long began = System.nanoTime();
      long bytes = 0;
      long differing = 0;
      for (Future<Share> share : shares) {
        bytes += share.get().bytes();
        differing += share.get().differing();
      }
      return figures(began, bytes, differing);
    } catch (BrokenBarrierException broken) {
      throw new IllegalStateException(broken);
    } finally {
      threads.shutdownNow();
    }
  }

  private Figures figures(long start, long bytes, long differing) {
    double all = (double) steps * expected.length;
    return new Figures((System.nanoTime() - start) / 1e9, bytes / all, differing);
  }

  private Share stream(int sequence, boolean isKept) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkStream stream = network.stream();
    float[] input = new float[network.network().spec().data().inputFeatures()];
    float[] said = expected[sequence];
    long differing = 0;
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int t = 0; t < steps; t++) {
      int from = Math.floorMod(sequence * 977 + t * 31, NOISE - input.length);
      System.arraycopy(noise, from, input, 0, input.length);
      float[] output = ((FloatTensor) stream.step(input)).array();
      int at = t * output.length;
      if (isKept) {
        System.arraycopy(output, 0, said, at, output.length);
      } else if (Arrays.mismatch(said, at, at + output.length, output, 0, output.length) >= 0) {
        differing++;
      }
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    return new Share(after - before, differing);
  }
}
