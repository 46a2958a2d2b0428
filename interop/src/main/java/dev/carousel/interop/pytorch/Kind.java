package dev.carousel.interop.pytorch;

import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch's recurrent modules: the order in which the gates are stacked in its tensors, and
 * Carousel's names of their parts. Reading and writing use the same table.
 */
enum Kind {
  /** {@code torch.nn.LSTM}. */
  LSTM("lstm", "lstm", gates("i", "f", "g", "o")),
  /** {@code torch.nn.LSTM(proj_size=P)}. */
  PROJECTED_LSTM("lstm-projected", "lstm", gates("i", "f", "g", "o")),
  /** {@code torch.nn.GRU}, with the reset gate after the product. */
  GRU("gru", "gru", List.of(Gate.of("r"), Gate.of("z"), new Gate("nx", "nh"))),
  /** {@code torch.nn.RNN}. */
  RNN("rnn", "rnn", gates("h"));

  private final String cell;
  private final String module;
  private final List<Gate> gates;

  Kind(String cell, String module, List<Gate> gates) {
    this.cell = cell;
    this.module = module;
    this.gates = gates;
  }

  /**
   * A block of rows.
   *
   * @param input the equation that holds the matrix of the input and its bias
   * @param hidden the equation that holds the matrix of the state; the same, unless the state has a
   *     bias of its own
   */
  record Gate(String input, String hidden) {
    static Gate of(String equation) {
      return new Gate(equation, equation);
    }

    boolean hasOneBias() {
      return input.equals(hidden);
    }
  }

  private static List<Gate> gates(String... equations) {
    return List.of(equations).stream().map(Gate::of).toList();
  }

  /** The id of Carousel's cell. */
  String cell() {
    return cell;
  }

  /** A name for such a module. */
  String module() {
    return module;
  }

  List<Gate> gates() {
    return gates;
  }

  /** The kind that Carousel's cell of this id is written as. */
  static Optional<Kind> ofCell(String id) {
    return List.of(values()).stream().filter(kind -> kind.cell.equals(id)).findFirst();
  }

  /**
   * The kind with so many blocks of rows.
   *
   * @param isProjected whether there is a projection, which only the LSTM has
   */
  static Optional<Kind> ofBlocks(int blocks, boolean isProjected) {
    return List.of(values()).stream()
        .filter(kind -> kind.gates.size() == blocks)
        .filter(kind -> (kind == PROJECTED_LSTM) == isProjected)
        .findFirst();
  }

  /** The name of Carousel's group of parameters of a layer and direction. */
  static String group(int layer, boolean isReverse) {
    return "layer" + layer + (isReverse ? "-reverse" : "") + "/";
  }

  /** Whether parameters are those of this kind alone, without peepholes and the like. */
  boolean isAllOf(NamedTensors parameters, String group) {
    long expected = gates.stream().mapToLong(gate -> gate.hasOneBias() ? 3 : 4).sum();
    long found = parameters.names().stream().filter(name -> name.startsWith(group)).count();
    return found == expected + (this == PROJECTED_LSTM ? 1 : 0);
  }
}
