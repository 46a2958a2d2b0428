package dev.carousel.train;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.model.Network;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an optimizer keeps for a network, found with parameters of one element each.
 *
 * @param bytes of the tensors in its slots
 * @param scratch bytes that its updates need beside them
 * @param evaluatesOthers whether it evaluates other parameters than it trains
 */
record OptimizerMemory(long bytes, long scratch, boolean evaluatesOthers) {

  /** Counts it. */
  static OptimizerMemory of(Network network, Optimizer optimizer) {
    Map<String, Tensor> small = new LinkedHashMap<>();
    Map<String, Long> elements = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    Precision precision = network.engine().precision();
    for (Map.Entry<String, ParameterSpec> parameter : network.parameters().entrySet()) {
      int[] shape = parameter.getValue().isMatrix() ? new int[] {1, 1} : new int[] {1};
      small.put(parameter.getKey(), precision.zeros(shape));
      elements.put(parameter.getKey(), parameter.getValue().elements());
      shapes.put(parameter.getKey(), parameter.getValue().shape());
    }
    NamedTensors parameters = new NamedTensors(small);
    return Failures.naming(
        "The optimizer " + optimizer.getClass().getName(),
        optimizer,
        () -> "creating its state, to estimate memory",
        () -> {
          OptimizerState state = optimizer.init(parameters);
          return new OptimizerMemory(
              (precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES)
                  * elements(state, elements),
              optimizer.scratchBytes(shapes),
              optimizer.evaluated(state, parameters) != parameters);
        });
  }

  private static long elements(OptimizerState state, Map<String, Long> elements) {
    return state.slots().values().stream()
        .flatMap(slot -> slot.names().stream())
        .mapToLong(name -> elements.getOrDefault(name, 0L))
        .sum();
  }
}
