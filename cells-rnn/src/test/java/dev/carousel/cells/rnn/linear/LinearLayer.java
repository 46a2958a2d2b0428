package dev.carousel.cells.rnn.linear;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;

/** Layers of the reference engine for cells of several states, in float64. */
final class LinearLayer {
  /** Open for all tests: it has no threads. */
  private static final Engine ENGINE = Engines.reference();

  private LinearLayer() {}

  static LayerProgram of(Cell cell, int inputs, int units) {
    return ENGINE.compile("layer0", cell, inputs, units);
  }

  /** A random problem of one row. */
  static LayerProblem problem(LayerProgram layer, int inputs, int steps) {
    return LayerProblem.random(layer, inputs, steps, 1, 2023);
  }

  /** A problem of one row with the parameters that the cell starts from. */
  static LayerProblem started(LayerProgram layer, int inputs, int steps) {
    LayerProblem problem = problem(layer, inputs, steps);
    layer
        .parameters()
        .forEach(spec -> problem.parameters().get(spec.name()).assign(start(layer, spec.name())));
    return problem;
  }

  /** What a parameter starts from. */
  static Tensor start(LayerProgram layer, String name) {
    ParameterSpec spec =
        layer.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    Tensor values = spec.zeros(Precision.FLOAT64);
    spec.initializer().fill(values, RandomStreams.stream(5, spec.initializer().streamName(name)));
    return values;
  }
}
