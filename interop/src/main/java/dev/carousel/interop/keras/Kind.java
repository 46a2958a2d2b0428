package dev.carousel.interop.keras;

import java.util.List;
import java.util.Optional;

/**
 * Keras' recurrent layers: the order in which the gates stand in its matrices, and Carousel's names
 * of their parts.
 */
enum Kind {
  /** {@code keras.layers.LSTM}; its c is Carousel's g. */
  LSTM("LSTM", "lstm", gates("i", "f", "g", "o")),
  /** {@code keras.layers.GRU}, with the reset gate after the product. */
  GRU("GRU", "gru", List.of(Gate.of("z"), Gate.of("r"), new Gate("nx", "nh", "nh.Wh"))),
  /** {@code keras.layers.GRU(reset_after=False)}. */
  RESET_BEFORE_GRU(
      "GRU", "gru-reset-before", List.of(Gate.of("z"), Gate.of("r"), new Gate("n", "n", "n.Wrh"))),
  /** {@code keras.layers.SimpleRNN}. */
  SIMPLE_RNN("SimpleRNN", "rnn", gates("h"));

  private final String layer;
  private final String cell;
  private final List<Gate> gates;

  Kind(String layer, String cell, List<Gate> gates) {
    this.layer = layer;
    this.cell = cell;
    this.gates = gates;
  }

  /**
   * A block of columns.
   *
   * @param input the equation that holds the matrix of the input and its bias
   * @param hidden the equation that holds the bias of the state; the same, unless it is another one
   * @param stateMatrix the name of the matrix of the state
   */
  record Gate(String input, String hidden, String stateMatrix) {
    static Gate of(String equation) {
      return new Gate(equation, equation, equation + ".Wh");
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

  /** The name of Keras' class. */
  String layer() {
    return layer;
  }

  List<Gate> gates() {
    return gates;
  }

  /** Whether there are two rows of biases: of the input, and of the state. */
  boolean hasTwoBiases() {
    return this == GRU;
  }

  /** The kind with so many blocks of columns. */
  static Optional<Kind> ofBlocks(int blocks, boolean isResetAfter) {
    return switch (blocks) {
      case 1 -> Optional.of(SIMPLE_RNN);
      case 3 -> Optional.of(isResetAfter ? GRU : RESET_BEFORE_GRU);
      case 4 -> Optional.of(LSTM);
      default -> Optional.empty();
    };
  }
}
