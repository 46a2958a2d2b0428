package dev.carousel.testkit;

import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Reference values for a layer's {@linkplain LayerProgram#tangent tangent}. */
final class Tangents {
  private static final double STEP = 1e-5;

  private Tangents() {}

  /**
   * The gradients of a step of the layer itself, of the errors that the problem has at tangents.
   */
  static LayerGradients gradientsOfStates(LayerProgram layer, LayerProblem problem) {
    SequenceContext states = context(layer, state -> problem.initialStates().get(state.name()));
    NamedTensors errors =
        named(layer, state -> problem.finalWeights().get(LayerProgram.tangentOf(state.name())));
    return layer
        .forward(problem.parameters(), problem.layerInput(), states)
        .backward(null, errors, null);
  }

  /** The tangents after one step, by central differences of the states, by their names. */
  static Map<String, Tensor> byDifferences(LayerProgram layer, LayerProblem problem) {
    NamedTensors above = moved(layer, problem, STEP);
    NamedTensors below = moved(layer, problem, -STEP);
    Map<String, Tensor> tangents = new LinkedHashMap<>();
    for (StateSpec state : layer.states()) {
      Tensor difference = above.get(state.name());
      difference.addScaled(-1, below.get(state.name()));
      difference.scale(1 / (2 * STEP));
      tangents.put(LayerProgram.tangentOf(state.name()), difference);
    }
    return tangents;
  }

  private static NamedTensors moved(LayerProgram layer, LayerProblem problem, double step) {
    Function<StateSpec, Tensor> moved =
        state -> {
          Tensor tensor = problem.initialStates().get(state.name()).copy();
          tensor.addScaled(step, problem.initialStates().get(LayerProgram.tangentOf(state.name())));
          return tensor;
        };
    return layer
        .forward(problem.parameters(), problem.layerInput(), context(layer, moved))
        .finalStates()
        .copy();
  }

  private static SequenceContext context(LayerProgram layer, Function<StateSpec, Tensor> tensor) {
    return new SequenceContext(named(layer, tensor), null, false);
  }

  private static NamedTensors named(LayerProgram layer, Function<StateSpec, Tensor> tensor) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    layer.states().forEach(state -> tensors.put(state.name(), tensor.apply(state)));
    return new NamedTensors(tensors);
  }
}
