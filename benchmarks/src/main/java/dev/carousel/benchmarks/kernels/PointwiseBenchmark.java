package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.Elementwise;
import dev.carousel.internal.kernel.Elementwise.Rows;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.RandomGenerator;
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

/** Element-wise operations over operands that lie in the first cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PointwiseBenchmark {
  /** The elements of one invocation: four arrays of them take 32 KiB. */
  static final int ELEMENTS = 2048;

  /** Which operation. */
  @Param({
    "TANH",
    "SIGMOID",
    "EXP",
    "LOG",
    "SIN",
    "SOFTPLUS",
    "TANH_GRADIENT",
    "SIGMOID_GRADIENT",
    "ADD",
    "MULTIPLY",
    "LINEAR",
    "RELU",
    "DIVIDE"
  })
  public Op op = Op.ADD;

  private final float[] out = new float[ELEMENTS];
  private final int[] at = new int[4];
  private ElementLoop loop = (rows, n, places) -> {};

  /** Draws the operands. */
  @Setup
  public void draw() {
    RandomGenerator random = RandomStreams.stream(1, "pointwise");
    List<Rows> operands = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      operands.add(new Rows(RandomFloats.draw(random, ELEMENTS), 0));
    }
    operands.add(new Rows(out, 0));
    Elementwise operation = new Elementwise(op, 0.5f, 0.25f, 0, 1, 2, 3);
    loop = KernelProvider.best().loop(new ElementChain(List.of(operation), operands, Set.of()));
  }

  /** One operation over all elements. */
  @Benchmark
  public float[] pointwise() {
    loop.run(1, ELEMENTS, at);
    return out;
  }
}
