package dev.carousel.interop.internal.onnx.read;

import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node {@code LSTM}, {@code GRU} or {@code RNN} that Carousel has a cell for. Immutable.
 *
 * @param cell as users write it
 * @param inputs of its lowest gate
 */
record RecurrentNode(
    OnnxNode node, String cell, int units, int directions, int inputs, Parts parts) {
  private static final List<String> OPERATORS = List.of("LSTM", "GRU", "RNN");
  private static final String AGAIN = "export the network again without it";

  /**
   * Its constants.
   *
   * @param b null for none
   * @param p null for none
   */
  record Parts(OnnxTensor w, OnnxTensor r, @Nullable OnnxTensor b, @Nullable OnnxTensor p) {}

  static boolean is(OnnxNode node) {
    return OPERATORS.contains(node.operator());
  }

  /**
   * Checks a node.
   *
   * @throws Unreadable if Carousel has no such cell
   */
  static RecurrentNode of(OnnxGraphFile file, OnnxNode node) {
    int gates = gates(node);
    OnnxTensor w = constant(file, node, 1, "W");
    OnnxTensor r = constant(file, node, 2, "R");
    if (w.rank() != 3 || r.rank() != 3 || r.extent(2) < 1 || w.extent(2) < 1) {
      throw new Unreadable("W and R of three axes", w.words() + " and " + r.words(), AGAIN);
    }
    int units = r.extent(2);
    int directions = directions(node);
    require(w, directions, gates * units, w.extent(2));
    require(r, directions, gates * units, units);
    OnnxTensor b = node.input(3).isEmpty() ? null : constant(file, node, 3, "B");
    if (b != null) {
      require(b, directions, 2 * gates * units);
    }
    boolean hasP = node.operator().equals("LSTM") && !node.input(7).isEmpty();
    OnnxTensor p = hasP ? constant(file, node, 7, "P") : null;
    if (p != null) {
      require(p, directions, 3 * units);
    }
    refuse(file, node);
    String cell = cell(node, directions, p != null);
    return new RecurrentNode(node, cell, units, directions, w.extent(2), new Parts(w, r, b, p));
  }

  private static int gates(OnnxNode node) {
    return switch (node.operator()) {
      case "LSTM" -> 4;
      case "GRU" -> 3;
      default -> 1;
    };
  }

  private static OnnxTensor constant(OnnxGraphFile file, OnnxNode node, int index, String what) {
    OnnxTensor found = file.tensor(node.input(index));
    if (found == null || !found.isReal()) {
      throw new Unreadable(
          "real numbers as " + what + " of the " + node.words(),
          found == null ? "'" + node.input(index) + "', which is no constant" : found.words(),
          "export the network with its parameters as constants in float32");
    }
    return found;
  }

  private static void require(OnnxTensor tensor, int... shape) {
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new Unreadable(
          "a tensor of " + Arrays.toString(shape), tensor.words(), "use another copy of the file");
    }
  }

  private static int directions(OnnxNode node) {
    String direction = node.text("direction", "forward");
    return switch (direction) {
      case "forward" -> 1;
      case "bidirectional" -> 2;
      default ->
          throw new Unreadable(
              "direction forward or bidirectional",
              "direction '" + direction + "' of the " + node.words(),
              "reverse the sequences instead");
    };
  }

  private static void refuse(OnnxGraphFile file, OnnxNode node) {
    refuse(node, node.attributes().containsKey("clip"), "no clip", "clip");
    refuse(node, node.number("layout", 0) != 0, "layout 0", "layout 1");
    String lengths = node.input(4);
    refuse(
        node,
        file.tensor(lengths) != null,
        "sequences of any length",
        "fixed lengths of sequences (sequence_lens)");
    for (int index : new int[] {5, 6}) {
      OnnxTensor start = index < node.inputs().size() ? file.tensor(node.input(index)) : null;
      refuse(
          node,
          start != null && !isZero(start),
          "states that begin with zeros",
          "other states to begin with (" + node.input(index) + ")");
    }
  }

  private static boolean isZero(OnnxTensor tensor) {
    return tensor.isReal() && IntStream.range(0, tensor.size()).allMatch(i -> tensor.get(i) == 0);
  }

  private static void refuse(OnnxNode node, boolean isFound, String expected, String found) {
    if (isFound) {
      throw new Unreadable(expected, found + " in the " + node.words(), AGAIN);
    }
  }

  private static String cell(OnnxNode node, int directions, boolean peepholes) {
    List<String> found =
        node.texts("activations").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    switch (node.operator()) {
      case "LSTM" -> {
        requireActivations(node, found, directions, List.of("sigmoid", "tanh", "tanh"));
        boolean coupled = node.number("input_forget", 0) != 0;
        String options = (peepholes ? ",peepholes=true" : "") + (coupled ? ",coupled=true" : "");
        return options.isEmpty() ? "lstm" : "lstm:" + options.substring(1);
      }
      case "GRU" -> {
        requireActivations(node, found, directions, List.of("sigmoid", "tanh"));
        return node.number("linear_before_reset", 0) != 0 ? "gru" : "gru-reset-before";
      }
      default -> {
        if (!found.isEmpty() && found.stream().allMatch("relu"::equals)) {
          return "rnn:activation=relu";
        }
        requireActivations(node, found, directions, List.of("tanh"));
        return "rnn";
      }
    }
  }

  private static void requireActivations(
      OnnxNode node, List<String> found, int directions, List<String> usual) {
    boolean isUsual = found.isEmpty();
    for (int d = 1; d <= directions; d++) {
      isUsual |=
          found.equals(Collections.nCopies(d, usual).stream().flatMap(List::stream).toList());
    }
    if (!isUsual) {
      throw new Unreadable(
          "the activations "
              + String.join(", ", usual)
              + (node.operator().equals("RNN") ? ", or relu" : ""),
          String.join(", ", found) + " in the " + node.words(),
          "write a cell with these activations, and copy the weights into it");
    }
  }

  boolean isCoupled() {
    return node.number("input_forget", 0) != 0;
  }

  /** Adds the parameters of one direction. */
  void put(String layer, int direction, Map<String, Tensor> into) {
    switch (node.operator()) {
      case "LSTM" -> putLstm(layer + "/", direction, into);
      case "GRU" -> putGru(layer + "/", direction, into);
      default -> putGate(layer + "/h", direction, 0, 1, into);
    }
  }

  private void putLstm(String layer, int direction, Map<String, Tensor> into) {
    // ONNX's order is i, o, f, c; a coupled f is 1 - i, and sigmoid(-a) = 1 - sigmoid(a).
    if (isCoupled()) {
      putGate(layer + "f", direction, 0, -1, into);
    } else {
      putGate(layer + "i", direction, 0, 1, into);
      putGate(layer + "f", direction, 2, 1, into);
    }
    putGate(layer + "o", direction, 1, 1, into);
    putGate(layer + "g", direction, 3, 1, into);
    OnnxTensor p = parts.p();
    if (p != null) {
      int from = 3 * direction * units;
      if (isCoupled()) {
        into.put(layer + "f.p", vector(p, from, -1));
      } else {
        into.put(layer + "i.p", vector(p, from, 1));
        into.put(layer + "f.p", vector(p, from + 2 * units, 1));
      }
      into.put(layer + "o.p", vector(p, from + units, 1));
    }
  }

  private void putGru(String layer, int direction, Map<String, Tensor> into) {
    putGate(layer + "r", direction, 1, 1, into);
    putGate(layer + "z", direction, 0, 1, into);
    if (cell.equals("gru")) {
      into.put(layer + "nx.Wx", matrix(parts.w(), direction, 2, 1));
      into.put(layer + "nx.b", bias(direction, 2, false));
      into.put(layer + "nh.Wh", matrix(parts.r(), direction, 2, 1));
      into.put(layer + "nh.b", bias(direction, 2, true));
    } else {
      into.put(layer + "n.Wx", matrix(parts.w(), direction, 2, 1));
      into.put(layer + "n.Wrh", matrix(parts.r(), direction, 2, 1));
      into.put(layer + "n.b", biases(direction, 2, 1));
    }
  }

  private void putGate(String gate, int direction, int block, int sign, Map<String, Tensor> into) {
    into.put(gate + ".Wx", matrix(parts.w(), direction, block, sign));
    into.put(gate + ".Wh", matrix(parts.r(), direction, block, sign));
    into.put(gate + ".b", biases(direction, block, sign));
  }

  private Tensor matrix(OnnxTensor from, int direction, int block, int sign) {
    int columns = from.extent(2);
    FloatTensor matrix = new FloatTensor(units, columns);
    int start = (direction * gates(node) + block) * units * columns;
    for (int i = 0; i < matrix.size(); i++) {
      matrix.set(i, sign * from.get(start + i));
    }
    return matrix;
  }

  private Tensor vector(OnnxTensor from, int start, int sign) {
    FloatTensor vector = new FloatTensor(units);
    for (int i = 0; i < units; i++) {
      vector.set(i, sign * from.get(start + i));
    }
    return vector;
  }

  /** The bias of W, or that of R. */
  private Tensor bias(int direction, int block, boolean isRecurrent) {
    OnnxTensor b = parts.b();
    int gates = gates(node);
    int at = (2 * direction + (isRecurrent ? 1 : 0)) * gates + block;
    return b == null ? new FloatTensor(units) : vector(b, at * units, 1);
  }

  /** Both biases added. */
  private Tensor biases(int direction, int block, int sign) {
    FloatTensor sum = new FloatTensor(units);
    Tensor first = bias(direction, block, false);
    Tensor second = bias(direction, block, true);
    for (int i = 0; i < units; i++) {
      sum.set(i, sign * (first.get(i) + second.get(i)));
    }
    return sum;
  }
}
