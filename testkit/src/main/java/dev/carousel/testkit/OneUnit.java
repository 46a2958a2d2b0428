package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One step, in float64, of a cell with one unit that reads one number: to be compared with its
 * equations, worked by hand. {@link CellContract} cannot know which equations are meant, so a cell
 * with {@code tanh} in place of {@code sigmoid} passes it.
 *
 * <pre>
 * var weights = Map.of("h.Wx", 0.4, "h.Wh", -0.3, "h.b", 0.2);
 * var step = OneUnit.step(new MyCell(), 0.7, Map.of("h", 0.25), weights);
 * assertEquals(Math.tanh(0.4 * 0.7 - 0.3 * 0.25 + 0.2), step.output(), 1e-12);
 * </pre>
 *
 * <p>Give each weight a number of its own: a test with equal ones does not notice that two have
 * changed places. Immutable and thread-safe.
 *
 * @param output what the cell hands up
 * @param states after the step, by name
 */
public record OneUnit(double output, Map<String, Double> states) {
  public OneUnit {
    states = Map.copyOf(states);
  }

  /**
   * A state after the step.
   *
   * @throws AssertionError if the cell has no such state
   */
  public double state(String name) {
    assertTrue(states.containsKey(name), () -> name + " is none of the states " + states.keySet());
    return Objects.requireNonNull(states.get(name));
  }

  /**
   * Takes a step.
   *
   * @param x what the cell reads
   * @param states before the step: a number for each
   * @param weights a number for each parameter
   * @throws AssertionError if other states or parameters are given than the cell has, or one of
   *     them has more than one element
   */
  public static OneUnit step(
      Cell cell, double x, Map<String, Double> states, Map<String, Double> weights) {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell, 1, 1);
      List<String> names = layer.states().stream().map(StateSpec::name).toList();
      requireSame("states", names, states);
      requireSame(
          "parameters", layer.parameters().stream().map(ParameterSpec::name).toList(), weights);
      Map<String, Tensor> before = new LinkedHashMap<>();
      names.forEach(
          name -> before.put(name, filled(name, given(states, name), 1, size(layer, name))));
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      for (ParameterSpec each : layer.parameters()) {
        String name = each.name();
        parameters.put(name, filled(name, given(weights, name), each.shape()));
      }
      SequenceContext context = new SequenceContext(new NamedTensors(before), null, false);
      Inputs input = new Inputs.Values(filled("the input", x, 1, 1, 1));
      return of(layer.forward(new NamedTensors(parameters), input, context), names);
    }
  }

  private static OneUnit of(ForwardPass pass, List<String> names) {
    Map<String, Double> after = new LinkedHashMap<>();
    names.forEach(name -> after.put(name, pass.finalStates().get(name).get(0)));
    return new OneUnit(pass.outputs().get(0), after);
  }

  private static void requireSame(String what, List<String> own, Map<String, Double> given) {
    Set<String> forgotten = new TreeSet<>(own);
    forgotten.removeAll(given.keySet());
    Set<String> foreign = new TreeSet<>(given.keySet());
    own.forEach(foreign::remove);
    if (!forgotten.isEmpty() || !foreign.isEmpty()) {
      fail(
          "The numbers given to OneUnit.step do not fit the %s of the cell.".formatted(what)
              + "\n  expected: "
              + new TreeSet<>(own)
              + "\n  found:    "
              + new TreeSet<>(given.keySet())
              + "\n  try:      "
              + (forgotten.isEmpty() ? "" : "add " + forgotten + "; ")
              + (foreign.isEmpty() ? "" : "remove " + foreign + "; ")
              + "or correct the equations");
    }
  }

  private static double given(Map<String, Double> numbers, String name) {
    return Objects.requireNonNull(numbers.get(name));
  }

  private static int size(LayerProgram layer, String state) {
    return layer.states().stream()
        .filter(spec -> spec.name().equals(state))
        .mapToInt(StateSpec::size)
        .sum();
  }

  private static Tensor filled(String name, double value, int... shape) {
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    assertEquals(1, tensor.size(), "the elements of " + name + " for one unit and one input");
    tensor.fill(value);
    return tensor;
  }
}
