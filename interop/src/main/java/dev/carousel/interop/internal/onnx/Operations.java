package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes operations of a step as nodes of ONNX, on values with any number of axes before the last.
 * Not thread-safe.
 *
 * @param graph that the nodes go to
 */
record Operations(OnnxGraph graph) {
  private static final long LAST = -1;

  /**
   * The value of a node that is neither a leaf nor an affine map.
   *
   * @param arguments in the node's order, of which at least one is no constant
   */
  Value of(Node node, List<Value> arguments) {
    Value x = arguments.get(0);
    return switch (node.op().kind()) {
      case POINTWISE -> pointwise(node, arguments);
      case SHAPE -> shape(node, arguments);
      case BILINEAR -> bilinear(node, x, arguments.get(1));
      case GROUPED -> grouped(node, x, arguments.get(arguments.size() - 1));
      default -> throw unknown(node);
    };
  }

  private static IllegalArgumentException unknown(Node node) {
    return new IllegalArgumentException(node + " is no operation of a forward step");
  }

  private Value pointwise(Node node, List<Value> arguments) {
    Value x = arguments.get(0);
    return switch (node.op()) {
      case IDENTITY, SURROGATE -> x;
      case LINEAR -> linear(node, x);
      case SQUARE -> result("Mul", node, x, x);
      case WHERE_AT_MOST -> where("LessOrEqual", node, arguments);
      case WHERE_ABOVE -> where("Greater", node, arguments);
      default -> result(operator(node), node, arguments.toArray(Value[]::new));
    };
  }

  private static String operator(Node node) {
    return switch (node.op()) {
      case EXP -> "Exp";
      case LOG -> "Log";
      case SQRT -> "Sqrt";
      case ABS -> "Abs";
      case SIGN -> "Sign";
      case SIN -> "Sin";
      case COS -> "Cos";
      case TANH -> "Tanh";
      case SIGMOID -> "Sigmoid";
      case RELU -> "Relu";
      case SOFTPLUS -> "Softplus";
      case RECIPROCAL -> "Reciprocal";
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mul";
      case DIVIDE -> "Div";
      case MIN -> "Min";
      case MAX -> "Max";
      default -> throw unknown(node);
    };
  }

  private Value result(String operator, Node node, Value... arguments) {
    List<String> names = new ArrayList<>();
    int axes = 0;
    for (Value argument : arguments) {
      names.add(argument.name());
      axes = Math.max(axes, argument.axes());
    }
    return new Value(graph.add(operator, names), axes, node.size());
  }

  private Value linear(Node node, Value x) {
    Constants constants = graph.constants();
    if (node.scale() == -1) {
      return node.shift() == 0
          ? result("Neg", node, x)
          : x.named(graph.add("Sub", constants.of(node.shift()), x.name()));
    }
    String scaled =
        node.scale() == 1 ? x.name() : graph.add("Mul", x.name(), constants.of(node.scale()));
    return x.named(
        node.shift() == 0 ? scaled : graph.add("Add", scaled, constants.of(node.shift())));
  }

  private Value where(String comparison, Node node, List<Value> xyz) {
    String holds = graph.add(comparison, xyz.get(1).name(), xyz.get(2).name());
    String zero = graph.constants().of(0);
    int axes = xyz.stream().mapToInt(Value::axes).max().orElseThrow();
    return new Value(graph.add("Where", holds, xyz.get(0).name(), zero), axes, node.size());
  }

  private Value shape(Node node, List<Value> arguments) {
    Value x = arguments.get(0);
    return switch (node.op()) {
      case SUM -> sums(node, x);
      case REPEAT -> repeated(node, x);
      case SLICE -> slice(x, node.offset(), node.size());
      case CONCAT -> concat(node, arguments);
      default -> throw unknown(node);
    };
  }

  private Value sums(Node node, Value x) {
    String grouped = shaped(x, node.size(), x.size() / node.size());
    String axes = graph.constants().numbers(LAST);
    return new Value(
        graph.add("ReduceSum", List.of(grouped, axes), Attribute.of("keepdims", 0)),
        x.axes(),
        node.size());
  }

  private Value repeated(Node node, Value x) {
    long times = node.size() / x.size();
    if (x.size() == 1) {
      return new Value(
          graph.add("Expand", x.name(), graph.constants().numbers(times)), x.axes(), node.size());
    }
    String each = graph.add("Expand", shaped(x, x.size(), 1), graph.constants().numbers(1, times));
    return flat(each, x.axes(), node.size());
  }

  /** A range of the last axis. */
  Value slice(Value x, int from, int size) {
    Constants constants = graph.constants();
    String part =
        graph.add(
            "Slice",
            x.name(),
            constants.numbers(from),
            constants.numbers(from + size),
            constants.numbers(LAST));
    return new Value(part, x.axes(), size);
  }

  private Value concat(Node node, List<Value> parts) {
    Value pattern = parts.stream().filter(part -> !part.isConstant()).findFirst().orElseThrow();
    List<String> names = parts.stream().map(part -> full(part, pattern).name()).toList();
    return new Value(
        graph.add("Concat", names, Attribute.of("axis", LAST)), pattern.axes(), node.size());
  }

  /** A constant repeated for all steps and rows of another value; every other value itself. */
  Value full(Value x, Value pattern) {
    if (!x.isConstant()) {
      return x;
    }
    String extents =
        graph.add(
            "Shape", List.of(pattern.name()), Attribute.of("start", 0), Attribute.of("end", LAST));
    String all =
        graph.add(
            "Concat",
            List.of(extents, graph.constants().numbers(x.size())),
            Attribute.of("axis", 0));
    return new Value(graph.add("Expand", x.name(), all), pattern.axes(), x.size());
  }

  private Value bilinear(Node node, Value x, Value y) {
    int blocks = node.blocks();
    int rows = node.blockRows();
    int columns = node.blockColumns();
    int axes = Math.max(x.axes(), y.axes());
    String found =
        switch (node.op()) {
          case OUTER -> graph.add("Mul", shaped(x, blocks, rows, 1), shaped(y, blocks, 1, columns));
          case TIMES ->
              graph.add("MatMul", shaped(x, blocks, rows, columns), shaped(y, blocks, columns, 1));
          case TRANSPOSED_TIMES ->
              graph.add("MatMul", shaped(y, blocks, 1, rows), shaped(x, blocks, rows, columns));
          default -> throw unknown(node);
        };
    return flat(found, axes, node.size());
  }

  private Value grouped(Node node, Value x, Value y) {
    int groups = node.groups().count();
    int size = node.groupSize();
    String grouped = shaped(x, groups, size);
    String found =
        switch (node.op()) {
          case SOFTMAX -> graph.add("Softmax", List.of(grouped), Attribute.of("axis", LAST));
          case LAYER_NORM -> layerNorm(grouped, size, node.groups().epsilon());
          case RMS_NORM -> rmsNorm(grouped, node.groups().epsilon());
          case OF_LARGEST -> ofLargest(x, y, grouped, groups);
          default -> throw unknown(node);
        };
    return flat(found, Math.max(x.axes(), y.axes()), node.size());
  }

  private String layerNorm(String x, int size, double epsilon) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return graph.add(
        "LayerNormalization",
        List.of(x, graph.constants().of(ones, size)),
        Attribute.of("axis", LAST),
        Attribute.of("epsilon", (float) epsilon));
  }

  private String rmsNorm(String x, double epsilon) {
    String squares =
        graph.add(
            "ReduceMean",
            List.of(graph.add("Mul", x, x)),
            Attribute.ofNumbers("axes", LAST),
            Attribute.of("keepdims", 1));
    String shifted = graph.add("Add", squares, graph.constants().of(epsilon));
    return graph.add("Div", x, graph.add("Sqrt", shifted));
  }

  private String ofLargest(Value x, Value y, String grouped, int groups) {
    if (x.name().equals(y.name())) {
      return graph.add(
          "ReduceMax",
          List.of(grouped),
          Attribute.ofNumbers("axes", LAST),
          Attribute.of("keepdims", 1));
    }
    Value pattern = x.isConstant() ? y : x;
    String places =
        graph.add(
            "ArgMax",
            List.of(shaped(full(y, pattern), groups, y.size() / groups)),
            Attribute.of("axis", LAST),
            Attribute.of("keepdims", 1));
    String all = shaped(full(x, pattern), groups, x.size() / groups);
    return graph.add("GatherElements", List.of(all, places), Attribute.of("axis", LAST));
  }

  /** The last axis cut into several. */
  String shaped(Value x, long... extents) {
    long[] all = new long[x.axes() + extents.length]; // 0 keeps an extent
    System.arraycopy(extents, 0, all, x.axes(), extents.length);
    return graph.add("Reshape", x.name(), graph.constants().numbers(all));
  }

  /** All axes after the first ones made one. */
  Value flat(String x, int axes, int size) {
    return new Value(
        graph.add("Reshape", x, graph.constants().numbers(lastOf(axes, size))), axes, size);
  }

  private static long[] lastOf(int axes, int size) {
    long[] extents = new long[axes + 1];
    extents[axes] = size;
    return extents;
  }

  /** Whether an operation is only a name for its first argument, in a forward step. */
  static boolean readsFirstAlone(Node node) {
    return node.op() == Op.SURROGATE;
  }
}
