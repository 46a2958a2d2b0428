package dev.carousel.interop.internal.onnx.read;

import dev.carousel.interop.internal.proto.ProtoMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Small models of ONNX, as somebody else may write them. */
final class Graphs {
  private static final int FLOAT = 1;
  private final ProtoMessage graph = new ProtoMessage();

  /** A node. */
  Graphs node(String operator, List<String> in, List<String> out, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    in.forEach(name -> node.text(1, name));
    out.forEach(name -> node.text(2, name));
    node.text(3, "/" + operator.toLowerCase(Locale.ROOT)).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  /** A constant whose elements are 1, 2, 3, .. hundredths. */
  Graphs tensor(String name, int... shape) {
    int size = 1;
    ProtoMessage tensor = new ProtoMessage();
    for (int extent : shape) {
      size *= extent;
      tensor.number(1, extent);
    }
    ByteBuffer raw = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      raw.putFloat((i + 1) / 100f);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
    return this;
  }

  /** A constant of zeros. */
  Graphs zeros(String name, int size) {
    graph.message(
        5,
        new ProtoMessage()
            .number(1, size)
            .number(2, FLOAT)
            .text(8, name)
            .bytes(9, new byte[size * Float.BYTES]));
    return this;
  }

  /** Anything in the list of constants. */
  Graphs constant(ProtoMessage tensor) {
    graph.message(5, tensor);
    return this;
  }

  /** The parameters of a recurrent node of 2 units that reads 3 numbers. */
  Graphs parameters(int gates) {
    return tensor("W", 1, gates * 2, 3).tensor("R", 1, gates * 2, 2).tensor("B", 1, gates * 4);
  }

  /** An LSTM, its squeeze, and a Gemm of 4 outputs. */
  static Graphs lstm(ProtoMessage... attributes) {
    return new Graphs()
        .parameters(4)
        .node("LSTM", List.of("x", "W", "R", "B"), List.of("y", "h", "c"), attributes)
        .node("Squeeze", List.of("y", "axes"), List.of("s"))
        .tensor("G", 4, 2)
        .tensor("g", 4)
        .node("Gemm", List.of("s", "G", "g"), List.of("out"), number("transB", 1));
  }

  byte[] bytes() {
    return new ProtoMessage().number(1, 8).message(7, graph).toBytes();
  }

  static ProtoMessage number(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, 2);
  }

  static ProtoMessage text(String name, String value) {
    return new ProtoMessage().text(1, name).text(4, value).number(20, 3);
  }

  static ProtoMessage texts(String name, String... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (String value : values) {
      attribute.text(9, value);
    }
    return attribute.number(20, 8);
  }

  static ProtoMessage real(String name, float value) {
    return new ProtoMessage().text(1, name).float32(2, value).number(20, 1);
  }
}
