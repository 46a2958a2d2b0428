package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.random.RandomStreams;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The matrix product in the shapes that the engine uses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ProductBenchmark {
  /** Which product. */
  @Param public ProductShape shape = ProductShape.FORWARD_64;

  private @Nullable ProductCall call;

  /** Draws the operands. */
  @Setup
  public void draw() {
    call = new ProductCall(KernelProvider.best(), shape, RandomStreams.stream(1, "product"));
  }

  /** One product. */
  @Benchmark
  public float[] product() {
    return Objects.requireNonNull(call).run();
  }
}
