package dev.carousel.benchmarks.problem;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Objects;

/** Draws the numbers of a case and computes the truth in float64. */
public final class ProblemMaker implements AutoCloseable {
  private static final long SEED = 1;

  /** Enough for an error in the recurrence to show, few enough for the reference engine. */
  private static final int KNOWN_STEPS = 4;

  private final Engine reference = Engines.reference();
  private final Plugins plugins;

  /** Makes the cells from this catalogue. */
  public ProblemMaker(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * The problem of a case.
   *
   * @throws CarouselException if there is no such cell
   */
  public Problem make(Case subject) {
    LayerProgram layer = compile(subject);
    Shape shape = subject.shape();
    LayerProblem drawn =
        LayerProblem.random(layer, shape.input(), shape.steps(), shape.batch(), SEED)
            .in(Precision.FLOAT32);
    int known = Math.min(KNOWN_STEPS, shape.steps());
    Tensor gradient = drawn.outputWeights();
    LayerProblem first =
        fromZero(drawn, firstSteps(drawn.input(), known), firstSteps(gradient, known))
            .in(Precision.FLOAT64);
    Tensor outputs = first.forward(layer).outputs();
    Tensor inputGradient = Objects.requireNonNull(first.gradients(layer).input());
    return new Problem(
        subject,
        drawn.parameters(),
        drawn.input(),
        gradient,
        Precision.FLOAT32.copyOf(outputs),
        Precision.FLOAT32.copyOf(inputGradient));
  }

  /** The number of elements of a cell's matrices: what a step multiplies each row with. */
  public long matrixElements(Case subject) {
    return compile(subject).parameters().stream()
        .filter(ParameterSpec::isMatrix)
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  private LayerProgram compile(Case subject) {
    Shape shape = subject.shape();
    return reference.compile(
        subject.cell(),
        plugins.cell(PluginRef.parse(subject.cell())),
        shape.input(),
        shape.units());
  }

  private static LayerProblem fromZero(LayerProblem drawn, Tensor input, Tensor gradient) {
    NamedTensors zeros = drawn.initialStates().like();
    return new LayerProblem(drawn.parameters(), input, zeros, gradient, zeros, null, false);
  }

  private static Tensor firstSteps(Tensor tensor, int steps) {
    Tensor first = new FloatTensor(steps, tensor.extent(1), tensor.extent(2));
    for (int i = 0; i < first.size(); i++) {
      first.set(i, tensor.get(i));
    }
    return first;
  }

  @Override
  public void close() {
    reference.close();
  }
}
