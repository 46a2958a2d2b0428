package dev.carousel.interop.internal.onnx;

import dev.carousel.interop.internal.proto.ProtoMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph of ONNX while it is written: the main graph, or the body of a loop. A body reads the
 * names of the graph around it. Field numbers are those of onnx.proto. Not thread-safe.
 */
final class OnnxGraph {
  /** The types of elements. */
  enum ElementType {
    FLOAT(1),
    INT32(6),
    INT64(7),
    BOOL(9);

    private final int number;

    ElementType(int number) {
      this.number = number;
    }
  }

  private final String name;
  private final Constants constants;
  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();

  private OnnxGraph(String name, Constants constants) {
    this.name = name;
    this.constants = constants;
  }

  /** A main graph. */
  OnnxGraph(String name) {
    this(name, new Constants());
  }

  /** The body of a loop in this graph. */
  OnnxGraph body(String bodyName) {
    return new OnnxGraph(bodyName, constants);
  }

  /** What all graphs of the file read. */
  Constants constants() {
    return constants;
  }

  /** Adds a node of one output, and returns the name of that output. */
  String add(String operator, List<String> arguments, ProtoMessage... attributes) {
    String result = constants.fresh(operator);
    add(operator, arguments, List.of(result), attributes);
    return result;
  }

  /** Adds a node of one output without attributes. */
  String add(String operator, String... arguments) {
    return add(operator, List.of(arguments));
  }

  /**
   * Adds a node.
   *
   * @param arguments names; an empty one leaves out an argument
   * @param results names that nothing else has; an empty one leaves out a result
   */
  void add(
      String operator, List<String> arguments, List<String> results, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    arguments.forEach(argument -> node.text(1, argument));
    results.forEach(result -> node.text(2, result));
    node.text(3, constants.fresh(operator + ".node")).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    nodes.add(node);
  }

  /** Declares an input; an extent is a number, or the name of one that is known at run time. */
  void input(String input, ElementType type, Object... extents) {
    inputs.add(value(input, type, extents));
  }

  /** Declares an output. */
  void output(String output, ElementType type, Object... extents) {
    outputs.add(value(output, type, extents));
  }

  /** The message of a main graph, with its constants, or of a body, without. */
  ProtoMessage message(boolean isMain) {
    ProtoMessage graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, name);
    if (isMain) {
      constants.tensors().forEach(tensor -> graph.message(5, tensor));
    }
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return graph;
  }

  private static ProtoMessage value(String name, ElementType type, Object... extents) {
    ProtoMessage shape = new ProtoMessage();
    for (Object extent : extents) {
      ProtoMessage dimension = new ProtoMessage();
      shape.message(
          1,
          extent instanceof String symbol
              ? dimension.text(2, symbol)
              : dimension.number(1, ((Number) extent).longValue()));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type.number).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** The attributes of a node. */
  static final class Attribute {
    private static final int REAL = 1;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;
    private static final int GRAPH = 5;
    private static final int NUMBERS = 7;
    private static final int TEXTS = 8;
    private static final int TYPE = 20;

    private Attribute() {}

    static ProtoMessage of(String name, long value) {
      return new ProtoMessage().text(1, name).number(3, value).number(TYPE, NUMBER);
    }

    static ProtoMessage of(String name, float value) {
      return new ProtoMessage().text(1, name).float32(2, value).number(TYPE, REAL);
    }

    static ProtoMessage of(String name, String value) {
      return new ProtoMessage().text(1, name).text(4, value).number(TYPE, TEXT);
    }

    static ProtoMessage of(String name, OnnxGraph body) {
      return new ProtoMessage().text(1, name).message(6, body.message(false)).number(TYPE, GRAPH);
    }

    static ProtoMessage ofNumbers(String name, long... values) {
      ProtoMessage attribute = new ProtoMessage().text(1, name);
      Arrays.stream(values).forEach(value -> attribute.number(8, value));
      return attribute.number(TYPE, NUMBERS);
    }

    static ProtoMessage ofTexts(String name, List<String> values) {
      ProtoMessage attribute = new ProtoMessage().text(1, name);
      values.forEach(value -> attribute.text(9, value));
      return attribute.number(TYPE, TEXTS);
    }
  }

  /** A tensor of the file. */
  static ProtoMessage tensor(String name, ElementType type, ByteBuffer raw, long... extents) {
    ProtoMessage tensor = new ProtoMessage();
    Arrays.stream(extents).forEach(extent -> tensor.number(1, extent));
    return tensor.number(2, type.number).text(8, name).bytes(9, raw.array());
  }

  /** Little-endian memory. */
  static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The names of some arguments; null leaves one out. */
  static String orNone(@Nullable String name) {
    return name == null ? "" : name;
  }
}
