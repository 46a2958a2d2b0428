package dev.carousel.testkit;

import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a layer's {@linkplain LayerProgram#tangent tangent} is held against. */
final class Tangents {
  private static final double STEP = 1e-5;

  private Tangents() {}

  /** The states of a problem for the tangent, without their tangents. */
  static SequenceContext states(LayerProgram layer, LayerProblem problem) {
    return context(layer, state -> problem.initialStates().get(state.name()));
  }

  /** The gradients that a problem for the tangent puts in at its tangents, as if at the states. */
  static NamedTensors gradients(LayerProgram layer, LayerProblem problem) {
    return named(layer, state -> problem.finalWeights().get(LayerProgram.tangentOf(state.name())));
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
