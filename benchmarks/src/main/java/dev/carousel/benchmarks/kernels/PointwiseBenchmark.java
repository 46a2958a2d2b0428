package dev.carousel.benchmarks.kernels;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise;
import dev.carousel.internal.kernel.Elementwise.Rows;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.random.RandomStreams;
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

  private Kernels kernels = new ScalarKernels();
  private Elementwise operation = operation(new float[0], new float[0], new float[0]);

  /** Draws the operands. */
  @Setup
  public void draw() {
    kernels = KernelProvider.best();
    RandomGenerator random = RandomStreams.stream(1, "pointwise");
    float[] x = RandomFloats.draw(random, ELEMENTS);
    float[] y = RandomFloats.draw(random, ELEMENTS);
    operation = operation(x, y, RandomFloats.draw(random, ELEMENTS));
  }

  private Elementwise operation(float[] x, float[] y, float[] z) {
    Rows out = new Rows(new float[ELEMENTS], 0);
    return new Elementwise(op, 0.5f, 0.25f, new Rows(x, 0), new Rows(y, 0), new Rows(z, 0), out);
  }

  /** One operation over all elements. */
  @Benchmark
  public float[] pointwise() {
    kernels.apply(operation, 1, ELEMENTS, 0, 0, 0, 0);
    return operation.out().array();
  }
}
