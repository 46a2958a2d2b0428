package dev.carousel.cli.tour;

import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One layer in float64, unrolled over one sequence, and what the engine measures in it. Used by one
 * thread.
 */
final class Unrolled {
  private final LayerProgram layer;
  private final NamedTensors parameters;
  private final int steps;
  private final ForwardPass pass;

  private Unrolled(LayerProgram layer, NamedTensors parameters, NamedTensors start, Tensor inputs) {
    this.layer = layer;
    this.parameters = parameters;
    steps = inputs.extent(0);
    pass =
        layer.forward(
            parameters, new Inputs.Values(inputs), new SequenceContext(start, null, false));
  }

  /**
   * Runs a layer.
   *
   * @param parameters by name; zeros where none is given
   * @param start of each state; zeros where none is given
   * @param inputs one number at each step
   */
  static Unrolled run(
      LayerProgram layer,
      Map<String, double[]> parameters,
      Map<String, double[]> start,
      double... inputs) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      Tensor tensor = spec.zeros(Precision.FLOAT64);
      fill(tensor, parameters.get(spec.name()));
      given.put(spec.name(), tensor);
    }
    return new Unrolled(layer, new NamedTensors(given), states(layer, start), column(inputs));
  }

  /** Runs a layer with the parameters that it starts training with, from zero states. */
  static Unrolled initial(LayerProgram layer, long seed, double... inputs) {
    return run(layer, initialParameters(layer, seed), Map.of(), inputs);
  }

  /** The parameters that a layer starts training with. */
  static Map<String, double[]> initialParameters(LayerProgram layer, long seed) {
    Map<String, double[]> drawn = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      Tensor tensor = spec.zeros(Precision.FLOAT64);
      String stream = spec.initializer().streamName(spec.name());
      spec.initializer().fill(tensor, RandomStreams.stream(seed, stream));
      drawn.put(spec.name(), tensor.toDoubles());
    }
    return drawn;
  }

  /** A cell of one input. */
  static LayerProgram layer(Engine engine, Cell cell, int units) {
    return engine.compile("layer0", cell, 1, units);
  }

  private static Tensor column(double... values) {
    Tensor tensor = Precision.FLOAT64.zeros(values.length, 1, 1);
    fill(tensor, values);
    return tensor;
  }

  private static NamedTensors states(LayerProgram layer, Map<String, double[]> given) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    for (StateSpec spec : layer.states()) {
      Tensor tensor = Precision.FLOAT64.zeros(1, spec.size());
      fill(tensor, given.get(spec.name()));
      states.put(spec.name(), tensor);
    }
    return new NamedTensors(states);
  }

  private static void fill(Tensor tensor, double @Nullable [] values) {
    if (values == null) {
      return;
    }
    if (values.length != tensor.size()) {
      throw new IllegalArgumentException(values.length + " numbers for " + tensor);
    }
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
  }

  /** One unit of a state after each step. */
  double[] state(String name, int unit) {
    return unitOf(pass.states(name), unit);
  }

  /** One unit of what the cell observes, at each step. */
  double[] observed(String name, int unit) {
    return unitOf(pass.observed(name), unit);
  }

  private double[] unitOf(Tensor values, int unit) {
    int size = values.extent(2);
    double[] found = new double[steps];
    for (int step = 0; step < steps; step++) {
      found[step] = values.get(step * size + unit);
    }
    return found;
  }

  /**
   * The gradient of a loss with respect to a state, by lag: from lag 0, the last step, to the state
   * before the first step.
   *
   * @param loss the gradient of the loss with respect to that state after the last step
   * @return for each lag an element for each unit
   */
  double[][] gradients(String state, double... loss) {
    double[][] byLag = new double[steps + 1][loss.length];
    LayerGradients found =
        pass.backward(
            null,
            states(layer, Map.of(state, loss)),
            gradient -> {
              if (gradient.state().equals(state)) {
                for (int unit = 0; unit < loss.length; unit++) {
                  byLag[steps - 1 - gradient.time()][unit] = gradient.get(0, unit);
                }
              }
            });
    byLag[steps] = found.initialStates().get(state).toDoubles();
    return byLag;
  }

  /** The gradient of a loss with respect to each parameter. */
  NamedTensors parameterGradients(String state, double... loss) {
    return pass.backward(null, states(layer, Map.of(state, loss)), null).parameters().copy();
  }

  /** The number of trained numbers. */
  long parameters() {
    return parameters.elements();
  }
}
