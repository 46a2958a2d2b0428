package dev.carousel.flow.dynamics;

import dev.carousel.engine.StateSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All states of a cell as one vector, in the order of their declaration. */
final class JointState {
  private JointState() {}

  /** Tensors {@code [rows, size]}, one for each state, from one vector for each row. */
  static NamedTensors split(List<StateSpec> specs, double[][] rows, Precision precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int from = 0;
    for (StateSpec spec : specs) {
      Tensor tensor = precision.zeros(rows.length, spec.size());
      for (int row = 0; row < rows.length; row++) {
        for (int i = 0; i < spec.size(); i++) {
          tensor.set(row * spec.size() + i, rows[row][from + i]);
        }
      }
      tensors.put(spec.name(), tensor);
      from += spec.size();
    }
    return new NamedTensors(tensors);
  }

  /** One vector for each row. */
  static double[][] join(List<StateSpec> specs, NamedTensors tensors) {
    int size = specs.stream().mapToInt(StateSpec::size).sum();
    int rows = tensors.get(specs.get(0).name()).extent(0);
    double[][] joined = new double[rows][size];
    int from = 0;
    for (StateSpec spec : specs) {
      Tensor tensor = tensors.get(spec.name());
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < spec.size(); i++) {
          joined[row][from + i] = tensor.get(row * spec.size() + i);
        }
      }
      from += spec.size();
    }
    return joined;
  }
}
