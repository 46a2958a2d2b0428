package dev.carousel.nonfinite;

import dev.carousel.internal.engine.reference.Interpreter;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;

/**
 * A layer that is looked at.
 *
 * @param isBottom whether nothing lies below it that would use the gradient of its input
 */
record GuardedLayer(
    CompiledCell cell,
    NamedTensors parameters,
    Precision precision,
    LayerGuard guard,
    boolean isBottom) {

  Interpreter interpreter() {
    return new Interpreter(parameters, precision);
  }
}
