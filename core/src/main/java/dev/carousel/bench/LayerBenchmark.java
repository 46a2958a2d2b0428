package dev.carousel.bench;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import java.util.Objects;

/**
 * Times one layer, with its initial parameters, on random numbers. Each figure is the median of as
 * many runs as fit into its time; the first third of that time warms up the JIT. A layer whose
 * results are not finite is refused.
 *
 * @param batch the number of rows, B
 * @param steps the number of time steps, T
 * @param input the number of input features, I
 * @param units the number of hidden units, H
 * @param seconds for each of the three figures
 */
public record LayerBenchmark(int batch, int steps, int input, int units, double seconds) {
  private static final long SEED = 1;

  /**
   * The products of a training step for each product of inference: one forward and two backward.
   */
  private static final int PASSES = 3;

  /** Checks the numbers. */
  public LayerBenchmark {
    require("batch size", batch);
    require("number of steps", steps);
    require("number of inputs", input);
    require("number of units", units);
    if (!(seconds > 0 && Double.isFinite(seconds))) {
      throw CarouselException.usage("The number of seconds of a benchmark is out of range.")
          .expected("a positive number")
          .found(seconds)
          .build();
    }
  }

  /**
   * The measured figures.
   *
   * @param trainMillis forward and backward with the gradient of the input, without optimizer
   * @param inferMillis forward alone
   * @param streamMicros one step of one sequence, forward
   * @param gflops of training: 2 operations for each use of an element of a matrix, step, row and
   *     pass
   */
  public record Figures(
      double trainMillis, double inferMillis, double streamMicros, double gflops) {}

  /**
   * The figures of training alone.
   *
   * @param millis as {@link Figures#trainMillis}
   * @param weights the number of elements of all matrices
   * @param gflops as {@link Figures#gflops}
   */
  public record Training(double millis, long weights, double gflops) {}

  /** Times a cell. */
  public Figures measure(Engine engine, String name, Cell cell) {
    LayerProgram layer = engine.compile(name, cell, input, units);
    LayerProblem problem = problem(engine, name, layer);
    LayerProblem single = LayerProblem.initial(layer, input, 1, 1, SEED).in(engine.precision());
    double train = medianNanos(LayerWork.of(layer, problem)::train);
    double infer = medianNanos(LayerWork.of(layer, problem)::infer);
    double stream = medianNanos(LayerWork.of(layer, single)::infer);
    return new Figures(train / 1e6, infer / 1e6, stream / 1e3, operations(layer) / train);
  }

  /** Times a cell's training. */
  public Training training(Engine engine, String name, Cell cell) {
    LayerProgram layer = engine.compile(name, cell, input, units);
    double train = medianNanos(LayerWork.of(layer, problem(engine, name, layer))::train);
    return new Training(train / 1e6, weights(layer), operations(layer) / train);
  }

  private LayerProblem problem(Engine engine, String name, LayerProgram layer) {
    LayerProblem problem =
        LayerProblem.initial(layer, input, steps, batch, SEED).in(engine.precision());
    requireFinite(name, problem, layer);
    return problem;
  }

  private double operations(LayerProgram layer) {
    return PASSES * 2.0 * layer.multiplications() * steps * batch;
  }

  private static long weights(LayerProgram layer) {
    return layer.parameters().stream()
        .filter(ParameterSpec::isMatrix)
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  private double medianNanos(Runnable task) {
    return Timing.of(seconds, task).medianNanos();
  }

  private static void requireFinite(String name, LayerProblem problem, LayerProgram layer) {
    Tensor input = Objects.requireNonNull(problem.gradients(layer).input());
    if (!Double.isFinite(input.sumOfSquares())) {
      throw CarouselException.failure("The cell's gradients are not finite on random numbers.")
          .where("cell " + name)
          .mend("'carousel gradcheck " + name + "' shows where")
          .build();
    }
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw CarouselException.usage("The " + name + " of a benchmark is out of range.")
          .expected("at least 1")
          .found(value)
          .build();
    }
  }
}
