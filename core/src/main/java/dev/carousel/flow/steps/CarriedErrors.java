package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.engine.StateSpec;
import dev.carousel.flow.LagMean;
import dev.carousel.flow.StateKey;
import dev.carousel.model.Layer;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Vectors over a layer's joint state, one for each row of {@link StepRows}: errors, or what became
 * of them.
 *
 * @param states each {@code [T * B, size]}
 */
record CarriedErrors(NamedTensors states) {

  /**
   * The directions of a layer's errors, each of norm 1 over all states together; zero where there
   * is no step, or an error beyond what float32 can tell.
   */
  static CarriedErrors directions(Layer layer, GradientHistory errors, Chunk chunk) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    for (StateSpec state : layer.program().states()) {
      Tensor history = errors.of(new StateKey(layer.name(), state.name()));
      Tensor rows = history.precision().zeros(chunk.steps() * chunk.rows(), state.size());
      rows.assign(history);
      states.put(state.name(), rows);
    }
    CarriedErrors found = new CarriedErrors(new NamedTensors(states));
    double[] norms = found.norms();
    for (int row = 0; row < norms.length; row++) {
      boolean isReal = chunk.isReal(row / chunk.rows(), row % chunk.rows());
      norms[row] = isReal && LagMean.isWithin(norms[row]) ? 1 / norms[row] : 0;
    }
    found.scale(norms);
    return found;
  }

  /** The norm of each row over all states together. */
  double[] norms() {
    double[] sums = new double[states.asMap().values().iterator().next().extent(0)];
    for (Tensor tensor : states.asMap().values()) {
      int size = tensor.extent(1);
      for (int row = 0; row < sums.length; row++) {
        for (int i = row * size; i < (row + 1) * size; i++) {
          sums[row] += tensor.get(i) * tensor.get(i);
        }
      }
    }
    for (int row = 0; row < sums.length; row++) {
      sums[row] = Math.sqrt(sums[row]);
    }
    return sums;
  }

  /** Multiplies each row by a factor; a row whose factor is 0 becomes zero, whatever it was. */
  void scale(double[] factors) {
    for (Tensor tensor : states.asMap().values()) {
      int size = tensor.extent(1);
      for (int row = 0; row < factors.length; row++) {
        for (int i = row * size; i < (row + 1) * size; i++) {
          tensor.set(i, factors[row] == 0 ? 0 : factors[row] * tensor.get(i));
        }
      }
    }
  }
}
