package dev.carousel.flow.dynamics;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The inputs and states of one layer, from which its Jacobian matrices are measured. Time counts in
 * the layer's own order of steps. A row's real steps are its first ones; later ones must be
 * ignored.
 *
 * @param program the layer, which separates paths
 * @param bound the same with its parameters
 * @param input T steps of B rows
 * @param states each {@code [T + 1, B, size]}: before the first step, and after each
 * @param lengths the number of real steps of each row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record LayerRecording(
    LayerProgram program, BoundLayer bound, Inputs input, NamedTensors states, int[] lengths) {

  /** Runs a layer forward over steps that are all real. */
  static LayerRecording of(LayerProgram layer, NamedTensors parameters, Inputs input) {
    int[] lengths = new int[input.rows()];
    Arrays.fill(lengths, input.steps());
    return of(layer, parameters, input, lengths);
  }

  /** Runs a layer forward from zero states and records its states. */
  static LayerRecording of(
      LayerProgram layer, NamedTensors parameters, Inputs input, int[] lengths) {
    LayerProgram program = layer.apart();
    BoundLayer bound = program.bind(parameters);
    ForwardPass pass = bound.forward(input, SequenceContext.plain());
    Map<String, Tensor> states = new LinkedHashMap<>();
    for (StateSpec spec : program.states()) {
      states.put(spec.name(), withZerosBefore(pass.states(spec.name())));
    }
    pass.release();
    return new LayerRecording(program, bound, input, new NamedTensors(states), lengths);
  }

  private static Tensor withZerosBefore(Tensor after) {
    int step = after.extent(1) * after.extent(2);
    Tensor all = after.precision().zeros(after.extent(0) + 1, after.extent(1), after.extent(2));
    for (int i = 0; i < after.size(); i++) {
      all.set(step + i, after.get(i));
    }
    return all;
  }

  /** A state after each step, {@code [T, B, size]}. */
  Tensor after(String state) {
    Tensor all = states.get(state);
    int step = all.extent(1) * all.extent(2);
    Tensor after = all.precision().zeros(all.extent(0) - 1, all.extent(1), all.extent(2));
    for (int i = 0; i < after.size(); i++) {
      after.set(i, all.get(step + i));
    }
    return after;
  }

  /** The first rows, or all if there are fewer. */
  LayerRecording firstRows(int count) {
    if (count >= rows()) {
      return this;
    }
    Map<String, Tensor> some = new LinkedHashMap<>();
    states.forEach((name, all) -> some.put(name, firstRows(all, count)));
    return new LayerRecording(
        program,
        bound,
        input.part(0, steps(), count, row -> row),
        new NamedTensors(some),
        Arrays.copyOf(lengths, count));
  }

  /** Whether a row has that step; for a place {@code t * B + b}. */
  boolean isReal(int place) {
    return place / rows() < lengths[place % rows()];
  }

  /** The number of steps that all rows have. */
  int commonSteps() {
    return Arrays.stream(lengths).min().orElse(0);
  }

  /** The steps that all rows have, all of them real. */
  LayerRecording common() {
    int count = commonSteps();
    if (count == steps()) {
      return this;
    }
    Map<String, Tensor> some = new LinkedHashMap<>();
    states.forEach((name, all) -> some.put(name, firstSteps(all, count + 1)));
    int[] same = new int[rows()];
    Arrays.fill(same, count);
    return new LayerRecording(
        program, bound, input.part(0, count, rows(), row -> row), new NamedTensors(some), same);
  }

  private static Tensor firstSteps(Tensor all, int count) {
    Tensor some = all.precision().zeros(count, all.extent(1), all.extent(2));
    for (int i = 0; i < some.size(); i++) {
      some.set(i, all.get(i));
    }
    return some;
  }

  private static Tensor firstRows(Tensor all, int count) {
    int row = all.extent(2);
    Tensor some = all.precision().zeros(all.extent(0), count, row);
    for (int i = 0; i < some.size(); i++) {
      int step = i / (count * row);
      some.set(i, all.get(step * all.extent(1) * row + i % (count * row)));
    }
    return some;
  }

  int steps() {
    return input.steps();
  }

  int rows() {
    return input.rows();
  }

  Precision precision() {
    return states.asMap().values().iterator().next().precision();
  }

  /** The number of elements of all states together. */
  int stateSize() {
    return program.states().stream().mapToInt(StateSpec::size).sum();
  }

  /**
   * Runs some steps again, with several copies of each row.
   *
   * @param from the first step
   * @param count how many
   * @param copies the number of copies of each row, which follow each other
   */
  ForwardPass again(int from, int count, int copies) {
    IntUnaryOperator row = copy -> copy / copies;
    Map<String, Tensor> before = new LinkedHashMap<>();
    states.forEach((name, all) -> before.put(name, rowsOf(all, from, rows() * copies, row)));
    return bound.forward(
        input.part(from, count, rows() * copies, row),
        new SequenceContext(new NamedTensors(before), null, false));
  }

  /**
   * Runs every step of every row as its own row, all at once: one step of T * B rows, time-major.
   */
  ForwardPass everyStepAlone() {
    Map<String, Tensor> before = new LinkedHashMap<>();
    int rows = steps() * rows();
    states.forEach((name, all) -> before.put(name, rowsOf(all, 0, rows, row -> row)));
    return bound.forward(
        input.gather(1, rows, place -> place),
        new SequenceContext(new NamedTensors(before), null, false));
  }

  /** Rows of a history {@code [T + 1, B, size]}, from a step on. */
  private static Tensor rowsOf(Tensor all, int step, int rows, IntUnaryOperator row) {
    int size = all.extent(2);
    Tensor found = all.precision().zeros(rows, size);
    for (int r = 0; r < rows; r++) {
      int from = (step * all.extent(1) + row.applyAsInt(r)) * size;
      for (int i = 0; i < size; i++) {
        found.set(r * size + i, all.get(from + i));
      }
    }
    return found;
  }

  /** The states, in the order of their declaration. */
  List<StateSpec> specs() {
    return program.states();
  }
}
