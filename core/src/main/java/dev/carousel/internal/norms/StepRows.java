package dev.carousel.internal.norms;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.engine.StateSpec;
import dev.carousel.model.Layer;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All steps of one layer's run as the rows of a single step: time t of row b is row {@code t * B +
 * b}. The states before each step are known, so all steps can be run again at once.
 *
 * @param input {@code [1, T * B, I]}
 * @param before the states before each step, each {@code [T * B, size]}
 */
record StepRows(Inputs input, NamedTensors before) {

  /**
   * @param position of the layer among the network's recurrent ones
   */
  static StepRows of(Layer layer, NetworkPass pass, int position, Chunk chunk) {
    Map<String, Tensor> before = new LinkedHashMap<>();
    for (StateSpec state : layer.program().states()) {
      Tensor history = pass.layer(position).states(state.name());
      Tensor initial = pass.initialState(position, state.name());
      before.put(state.name(), before(history, initial, layer.reverse()));
    }
    Inputs input = pass.layerInput(position);
    int places = input.steps() * input.rows();
    return new StepRows(input.gather(1, places, place -> place), new NamedTensors(before));
  }

  /** The states one step earlier, in the layer's own direction. */
  private static Tensor before(Tensor after, @Nullable Tensor initial, boolean reverse) {
    int step = after.extent(1) * after.extent(2);
    int shift = reverse ? step : -step;
    int first = reverse ? after.size() - step : 0;
    Tensor before = after.precision().zeros(after.extent(0) * after.extent(1), after.extent(2));
    for (int i = 0; i < after.size(); i++) {
      int from = i + shift;
      if (from >= 0 && from < after.size()) {
        before.set(i, after.get(from));
      } else if (initial != null) {
        before.set(i, initial.get(i - first));
      }
    }
    return before;
  }
}
