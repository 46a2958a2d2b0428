package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.norms.NormRatioMeter;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.norms.NormRatios;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss at the end of one sequence, and the error of a layer's joint state that it sends back.
 *
 * <p>The errors are computed without looking into a step: the steps after step t are a separate run
 * that starts from the states {@code s_t}. Its gradient with respect to these states is {@code dL /
 * ds_t}.
 *
 * @param norms of the errors by step, from 0; NaN at the end if the output is not a state
 * @param ratios of each step, as {@link NormRatioMeter} measures them; empty for a cell without
 *     states
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record SingleError(double[] norms, double[] ratios) {
  private static final int STEPS = 12;
  private static final int INPUTS = 3;

  /** The errors of a cell with random weights and initial states. */
  static SingleError of(Engine engine, Cell cell, int units, long seed) {
    DataShape shape = new DataShape(false, INPUTS, false, 2, Targets.Moment.END);
    Network network = Network.compile(engine, NetworkSpec.of(shape, cell).units(units));
    Layer layer = network.recurrentLayers().get(0);
    LayerProblem problem = LayerProblem.random(layer.program(), INPUTS, STEPS, 1, seed);
    NamedTensors parameters = network.initialParameters(seed);
    problem
        .parameters()
        .forEach((name, tensor) -> parameters.get(layer.parameterName(name)).assign(tensor));
    Chunk chunk = chunk(problem.input());
    Carry carry = new Carry(Map.of(layer.name(), problem.initialStates()));
    List<NormRatios> found = NormRatioMeter.measure(network, parameters, chunk, carry);
    if (found.isEmpty()) {
      return new SingleError(new double[0], new double[0]);
    }
    NetworkPass pass = network.bind(parameters).forward(chunk, carry);
    pass.backward(null);
    return new SingleError(norms(layer.program(), problem, pass), found.get(0).byStep());
  }

  /**
   * Asserts that the product of the ratios of all steps is what is left of the error, step by step.
   *
   * @param tolerance relative to what is left
   */
  void assertProductOfRatios(double tolerance) {
    double product = 1;
    double start = Double.NaN;
    for (int step = ratios.length - 1; step >= 0; step--) {
      double before = norms[step + 1];
      if (before > 0) {
        start = Double.isNaN(start) ? before : start;
        product *= ratios[step];
        double expected = norms[step] / start;
        assertEquals(expected, product, tolerance * expected, "back to step " + step);
      }
    }
  }

  private static Chunk chunk(Tensor input) {
    float[] values = new float[input.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) input.get(i);
    }
    return new Chunk(
        new Inputs.Values(STEPS, 1, INPUTS, values),
        new Targets.Values(Targets.Moment.END, 2, new float[] {1, -1}),
        new boolean[1]);
  }

  private static double[] norms(LayerProgram layer, LayerProblem problem, NetworkPass pass) {
    double[] norms = new double[STEPS + 1];
    for (int time = 0; time < STEPS; time++) {
      ForwardPass rest =
          layer.forward(
              problem.parameters(),
              pass.layerInput(0).part(time, STEPS - time, 1, row -> row),
              new SequenceContext(
                  time == 0 ? problem.initialStates() : states(layer, pass, time), null, false));
      Tensor above = lastSteps(pass.layerBackward(0).above(), STEPS - time);
      norms[time] = rest.backward(above, null, null).initialStates().norm();
    }
    boolean isState = layer.states().stream().anyMatch(state -> isOutput(state, pass.layer(0)));
    norms[STEPS] = isState ? Math.sqrt(pass.layerBackward(0).above().sumOfSquares()) : Double.NaN;
    return norms;
  }

  private static boolean isOutput(StateSpec state, ForwardPass pass) {
    Tensor history = pass.states(state.name());
    for (int i = 0; i < history.size(); i++) {
      if (history.size() != pass.outputs().size() || history.get(i) != pass.outputs().get(i)) {
        return false;
      }
    }
    return true;
  }

  /** After so many steps, at least one. */
  private static NamedTensors states(LayerProgram layer, NetworkPass pass, int time) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    for (StateSpec spec : layer.states()) {
      Tensor history = pass.layer(0).states(spec.name());
      Tensor state = history.precision().zeros(1, spec.size());
      for (int i = 0; i < state.size(); i++) {
        state.set(i, history.get((time - 1) * state.size() + i));
      }
      states.put(spec.name(), state);
    }
    return new NamedTensors(states);
  }

  private static Tensor lastSteps(Tensor history, int count) {
    int size = history.extent(2);
    Tensor part = history.precision().zeros(count, 1, size);
    for (int i = 0; i < part.size(); i++) {
      part.set(i, history.get((history.extent(0) - count) * size + i));
    }
    return part;
  }
}
