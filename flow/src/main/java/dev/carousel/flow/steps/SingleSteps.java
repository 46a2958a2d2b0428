package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.norms.Steps;
import dev.carousel.model.Layer;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of one layer of a network's run, each of which can be run again alone. */
final class SingleSteps {
  private final Layer layer;
  private final BoundLayer bound;
  private final Inputs input;
  private final Chunk chunk;
  private final Map<String, Tensor> after = new LinkedHashMap<>();
  private final Map<String, Tensor> before = new LinkedHashMap<>();

  /**
   * @param position of the layer among the network's recurrent ones
   */
  SingleSteps(Layer layer, NamedTensors parameters, NetworkPass pass, int position, Chunk chunk) {
    this.layer = layer;
    this.chunk = chunk;
    bound = layer.program().bind(parameters);
    input = pass.layerInput(position);
    for (StateSpec spec : layer.program().states()) {
      Tensor history = pass.layer(position).states(spec.name());
      Tensor initial = pass.initialState(position, spec.name());
      after.put(spec.name(), history);
      before.put(
          spec.name(),
          initial == null ? history.precision().zeros(chunk.rows(), spec.size()) : initial);
    }
  }

  Layer layer() {
    return layer;
  }

  /**
   * The gradients of the parameters that one step gives.
   *
   * @param above the gradient of the layer's outputs, {@code [T, B, O]}
   * @param later the part of the gradients from the next step
   */
  NamedTensors backward(int time, Tensor above, NamedTensors later) {
    ForwardPass step = bound.forward(input.part(time, 1, chunk.rows(), row -> row), context(time));
    NamedTensors found = step.backward(Steps.of(above, time), later, null).parameters().copy();
    step.release();
    return found;
  }

  /** The states before a step, and which rows have it. */
  private SequenceContext context(int time) {
    int last = layer.reverse() ? time + 1 : time - 1;
    boolean isFirst = last < 0 || last >= chunk.steps();
    Map<String, Tensor> states = new LinkedHashMap<>();
    after.forEach(
        (name, history) ->
            states.put(name, isFirst ? before.get(name) : Steps.asRows(Steps.of(history, last))));
    boolean[] mask = new boolean[chunk.rows()];
    for (int row = 0; row < mask.length; row++) {
      mask[row] = chunk.isReal(time, row);
    }
    return new SequenceContext(new NamedTensors(states), mask, false);
  }
}
