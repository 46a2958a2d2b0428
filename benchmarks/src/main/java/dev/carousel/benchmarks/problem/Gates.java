package dev.carousel.benchmarks.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Carousel's parameters in the layouts of other frameworks, which keep the matrices of all gates in
 * one, a gate below the other. A gate has a map of the input and a map of the state; where both are
 * one affine map in Carousel, its bias goes with the input.
 */
public final class Gates {
  /** The names of the affine maps of input and state. */
  private record Gate(String input, String recurrent) {
    private static Gate both(String name) {
      return new Gate(name, name);
    }

    private boolean isOneMap() {
      return input.equals(recurrent);
    }
  }

  /** In the order of PyTorch. */
  private static final Map<String, List<Gate>> OF_CELL =
      Map.of(
          "lstm",
          List.of(Gate.both("i"), Gate.both("f"), Gate.both("g"), Gate.both("o")),
          "rnn",
          List.of(Gate.both("h")),
          "gru",
          List.of(Gate.both("r"), Gate.both("z"), new Gate("nx", "nh")));

  private final Problem problem;
  private final List<Gate> gates;

  private Gates(Problem problem, List<Gate> gates) {
    this.problem = problem;
    this.gates = gates;
  }

  /** Whether other frameworks have this cell: lstm, rnn or gru, as it comes. */
  public static boolean has(String cell) {
    return OF_CELL.containsKey(cell);
  }

  /** The gates of a problem in the order of PyTorch: i f g o, or r z n. */
  public static Gates of(Problem problem) {
    List<Gate> gates = OF_CELL.get(problem.subject().cell());
    if (gates == null) {
      throw new IllegalArgumentException(problem.subject().cell());
    }
    return new Gates(problem, gates);
  }

  /** In another order: each number is an index in the order of PyTorch. */
  public Gates inOrder(int... order) {
    List<Gate> reordered = new ArrayList<>();
    for (int index : order) {
      reordered.add(gates.get(index));
    }
    return new Gates(problem, reordered);
  }

  /** The number of gates. */
  public int count() {
    return gates.size();
  }

  /** The matrices of the input, {@code [G, I]} with G = gates * H. */
  public float[] inputWeights() {
    return joined(gates.stream().map(gate -> problem.parameter(gate.input() + ".Wx")).toList());
  }

  /** The matrices of the state, {@code [G, H]}. */
  public float[] recurrentWeights() {
    return joined(gates.stream().map(gate -> problem.parameter(gate.recurrent() + ".Wh")).toList());
  }

  /** The biases that go with the input, {@code [G]}. */
  public float[] inputBiases() {
    return joined(gates.stream().map(gate -> problem.parameter(gate.input() + ".b")).toList());
  }

  /** The biases that go with the state, {@code [G]}; zero where the input's does for both. */
  public float[] recurrentBiases() {
    int units = problem.subject().shape().units();
    return joined(
        gates.stream()
            .map(g -> g.isOneMap() ? new float[units] : problem.parameter(g.recurrent() + ".b"))
            .toList());
  }

  private static float[] joined(List<float[]> parts) {
    int size = parts.stream().mapToInt(part -> part.length).sum();
    float[] joined = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** The transpose of {@code [rows, columns]}. */
  public static float[] transposed(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] transposed = new float[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = matrix[i * columns + j];
      }
    }
    return transposed;
  }
}
