package dev.carousel.benchmarks.peers.onnx;

import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.interop.internal.proto.ProtoMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * An ONNX model of one node, RNN, GRU or LSTM, with the weights of a problem. Field numbers are
 * those of onnx.proto; operators are those of opset 14.
 *
 * <p>Inputs: X {@code [T, B, I]}, h and (LSTM) c {@code [1, B, H]}. Outputs: Y {@code [T, 1, B,
 * H]}, and the states after the last step.
 */
final class OnnxModel {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 14;
  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;

  private final Shape shape;
  private final String cell;
  private final Gates gates;

  private OnnxModel(Problem problem) {
    shape = problem.subject().shape();
    cell = problem.subject().cell();
    gates = inOrderOfOnnx(cell, Gates.of(problem));
  }

  /** The bytes of the file. */
  static byte[] bytes(Problem problem) {
    return new OnnxModel(problem).model().toBytes();
  }

  /** LSTM: i o f c; GRU: z r h. */
  private static Gates inOrderOfOnnx(String cell, Gates gates) {
    return switch (cell) {
      case "lstm" -> gates.inOrder(0, 3, 1, 2);
      case "gru" -> gates.inOrder(1, 0, 2);
      default -> gates;
    };
  }

  /** The names of the states. */
  static List<String> states(String cell) {
    return cell.equals("lstm") ? List.of("h", "c") : List.of("h");
  }

  private ProtoMessage model() {
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "carousel")
        .message(7, graph())
        .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
  }

  private ProtoMessage graph() {
    long rows = (long) gates.count() * shape.units();
    ProtoMessage graph = new ProtoMessage().message(1, node()).text(2, cell);
    graph.message(5, tensor("W", gates.inputWeights(), 1, rows, shape.input()));
    graph.message(5, tensor("R", gates.recurrentWeights(), 1, rows, shape.units()));
    float[] biases = joined(gates.inputBiases(), gates.recurrentBiases());
    graph.message(5, tensor("B", biases, 1, 2 * rows));
    graph.message(11, value("X", shape.steps(), shape.batch(), shape.input()));
    graph.message(12, value("Y", shape.steps(), 1, shape.batch(), shape.units()));
    for (String state : states(cell)) {
      graph.message(11, value(state, 1, shape.batch(), shape.units()));
      graph.message(12, value("Y_" + state, 1, shape.batch(), shape.units()));
    }
    return graph;
  }

  private ProtoMessage node() {
    ProtoMessage node = new ProtoMessage();
    // The empty name leaves out the lengths of sequences.
    List.of("X", "W", "R", "B", "").forEach(name -> node.text(1, name));
    states(cell).forEach(state -> node.text(1, state));
    node.text(2, "Y");
    states(cell).forEach(state -> node.text(2, "Y_" + state));
    node.text(4, cell.toUpperCase(Locale.ROOT));
    node.message(5, attribute("hidden_size", shape.units()));
    if (cell.equals("gru")) {
      // The reset gate after the product, as in PyTorch.
      node.message(5, attribute("linear_before_reset", 1));
    }
    return node;
  }

  private static ProtoMessage attribute(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  private static ProtoMessage tensor(String name, float[] values, long... extents) {
    ProtoMessage tensor = new ProtoMessage();
    for (long extent : extents) {
      tensor.number(1, extent);
    }
    ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES);
    raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
  }

  private static ProtoMessage value(String name, long... extents) {
    ProtoMessage dimensions = new ProtoMessage();
    for (long extent : extents) {
      dimensions.message(1, new ProtoMessage().number(1, extent));
    }
    ProtoMessage tensorType = new ProtoMessage().number(1, FLOAT).message(2, dimensions);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensorType));
  }

  private static float[] joined(float[] first, float[] second) {
    float[] joined = new float[first.length + second.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
