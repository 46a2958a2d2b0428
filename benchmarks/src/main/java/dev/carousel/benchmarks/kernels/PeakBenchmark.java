package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.kernel.KernelProvider;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What every product is held against: {@link FmaChains}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PeakBenchmark {
  /** The rounds of one invocation. */
  static final int ROUNDS = 10_000;

  /** Refuses to measure another peak than that of the kernels. */
  @Setup
  public void check() {
    FmaChains.requireWidthOf(KernelProvider.best());
  }

  /** Multiply-adds in registers. */
  @Benchmark
  public float peak() {
    return FmaChains.run(ROUNDS);
  }
}
