package dev.carousel.internal.engine.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.expr.Initializers;
import dev.carousel.internal.graph.GraphBuilder;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.Operation;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference engine makes of each operation of a graph, against exact formulas. */
class InterpreterTest {
  /** Of elementary functions in double: two units in the last place, and one more of a formula. */
  private static final double DOUBLE_ULPS = 4;

  private static final ParameterSpec MATRIX = new ParameterSpec("W", 2, 3, Initializers.zeros());
  private static final ParameterSpec VECTOR = new ParameterSpec("b", 2, 0, Initializers.zeros());

  static List<Operation> operations() {
    return Operation.all();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void elementWiseInDouble(Operation operation) {
    List<float[]> points = Operation.points();
    double[] found = evaluate(operation, points, Precision.FLOAT64);
    for (int i = 0; i < found.length; i++) {
      float[] at = points.get(i);
      double exact = operation.at(at);
      operation.assertWithin(exact, found[i], DOUBLE_ULPS * Math.ulp(exact), at);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void elementWiseInFloat(Operation operation) {
    List<float[]> points = Operation.points();
    double[] found = evaluate(operation, points, Precision.FLOAT32);
    for (int i = 0; i < found.length; i++) {
      float[] at = points.get(i);
      double exact = operation.at(at);
      double tolerance = operation.ulps() * Math.ulp((float) exact);
      operation.assertWithin(exact, found[i], tolerance, at);
      assertEquals((float) found[i], found[i], "a number in float");
    }
  }

  private static double[] evaluate(Operation operation, List<float[]> points, Precision precision) {
    int size = points.size();
    GraphBuilder graph = new GraphBuilder();
    Node[] leaves = {
      graph.state("x", size), graph.state("y", size), graph.state("z", size),
    };
    Node node =
        operation.op() == Op.LINEAR
            ? graph.linear(Operation.SCALE, leaves[0], Operation.SHIFT)
            : graph.pointwise(operation.op(), Arrays.copyOf(leaves, operation.arguments()));
    double[][] values = new double[3][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < 3; k++) {
        values[k][i] = points.get(i)[k];
      }
    }
    return new Interpreter(new NamedTensors(Map.of()), precision).evaluate(node, values);
  }

  /** An operation that moves, adds up or multiplies the elements 1, 2 and 3. */
  record Moved(Op op, BiFunction<GraphBuilder, Node, Node> node, double... expected) {
    @Override
    public String toString() {
      return op.toString();
    }
  }

  private static final double[] THIRD = {1 / 3.0, 1 / 3.0, 1 / 3.0};

  /** A norm's constant of a quarter: its root is a half. */
  private static Node ofGroups(GraphBuilder graph, Op op, Node... arguments) {
    return graph.grouped(op, new Node.Groups(1, 0.25), arguments);
  }

  private static Node negative(GraphBuilder graph, Node x) {
    return graph.linear(-1, x, 0);
  }

  static List<Moved> moved() {
    return List.of(
        new Moved(Op.SUM, (g, x) -> g.sum(x, 1), 6),
        new Moved(Op.SUM, (g, x) -> g.sum(g.concat(List.of(x, x)), 2), 6, 6),
        new Moved(Op.REPEAT, (g, x) -> g.repeat(g.slice(x, 1, 1), 3), 2, 2, 2),
        new Moved(Op.REPEAT, (g, x) -> g.repeat(x, 6), 1, 1, 2, 2, 3, 3),
        new Moved(Op.OUTER, (g, x) -> g.outer(1, x, g.slice(x, 1, 2)), 2, 3, 4, 6, 6, 9),
        new Moved(Op.TIMES, (g, x) -> g.times(3, x, x), 1, 4, 9),
        new Moved(
            Op.TRANSPOSED_TIMES, (g, x) -> g.transposedTimes(1, x, g.slice(x, 1, 1)), 2, 4, 6),
        new Moved(Op.OF_LARGEST, (g, x) -> ofGroups(g, Op.OF_LARGEST, x, negative(g, x)), 1),
        new Moved(
            Op.AT_LARGEST, (g, x) -> ofGroups(g, Op.AT_LARGEST, g.slice(x, 1, 1), x), 0, 0, 2),
        new Moved(Op.SOFTMAX, (g, x) -> ofGroups(g, Op.SOFTMAX, g.linear(0, x, 1)), THIRD),
        new Moved(
            Op.SOFTMAX_GRADIENT,
            (g, x) -> ofGroups(g, Op.SOFTMAX_GRADIENT, x, g.linear(0, x, 0.5)),
            -1,
            -0.5,
            0),
        new Moved(Op.LAYER_NORM, (g, x) -> ofGroups(g, Op.LAYER_NORM, g.linear(0, x, 1)), 0, 0, 0),
        new Moved(
            Op.LAYER_NORM_GRADIENT,
            (g, x) -> ofGroups(g, Op.LAYER_NORM_GRADIENT, x, g.linear(0, x, 1)),
            -2,
            0,
            2),
        new Moved(Op.RMS_NORM, (g, x) -> ofGroups(g, Op.RMS_NORM, g.linear(0, x, 0)), 0, 0, 0),
        new Moved(
            Op.RMS_NORM_GRADIENT,
            (g, x) -> ofGroups(g, Op.RMS_NORM_GRADIENT, x, g.linear(0, x, 0)),
            2,
            4,
            6),
        new Moved(Op.SLICE, (g, x) -> g.slice(x, 1, 2), 2, 3),
        new Moved(Op.PAD, (g, x) -> g.pad(x, 2, 6), 0, 0, 1, 2, 3, 0),
        new Moved(Op.CONCAT, (g, x) -> g.concat(List.of(x, x)), 1, 2, 3, 1, 2, 3),
        new Moved(Op.TAP, (g, x) -> g.tap("x", GradientPath.TOTAL, x), 1, 2, 3),
        new Moved(Op.IDENTITY, GraphBuilder::fresh, 1, 2, 3),
        new Moved(Op.CONSTANT, (g, x) -> g.constant(0.25, 2), 0.25, 0.25),
        new Moved(Op.VECTOR, (g, x) -> g.vector(VECTOR), 10, 20),
        new Moved(Op.AFFINE, (g, x) -> affine(g, x, null), 14, 32),
        new Moved(Op.AFFINE, (g, x) -> affine(g, x, VECTOR), 24, 52),
        new Moved(Op.AFFINE, (g, x) -> transposed(g, g.slice(x, 1, 2)), 14, 19, 24));
  }

  private static Node affine(GraphBuilder graph, Node x, @Nullable ParameterSpec bias) {
    return graph.affine(2, List.of(x), List.of(new Node.MatrixUse(MATRIX, false)), bias);
  }

  private static Node transposed(GraphBuilder graph, Node x) {
    return graph.affine(3, List.of(x), List.of(new Node.MatrixUse(MATRIX, true)), null);
  }

  @ParameterizedTest
  @MethodSource("moved")
  void elementsAreMovedAndMultiplied(Moved moved) {
    for (Precision precision : Precision.values()) {
      GraphBuilder graph = new GraphBuilder();
      Node x = graph.state("x", 3);
      Node node = moved.node().apply(graph, x);
      double[][] values = new double[graph.nodes().size()][];
      values[x.id()] = new double[] {1, 2, 3};
      Interpreter interpreter = new Interpreter(parameters(precision), precision);
      for (Node before : graph.nodes()) {
        if (before != x) {
          values[before.id()] = interpreter.evaluate(before, values);
        }
      }
      assertEquals(moved.op(), node.op());
      double within = precision == Precision.FLOAT32 ? 1e-7 : 0;
      assertArrayEquals(moved.expected(), values[node.id()], within, precision.toString());
    }
  }

  /** W = [[1, 2, 3], [4, 5, 6]], b = (10, 20). */
  private static NamedTensors parameters(Precision precision) {
    Tensor w = MATRIX.zeros(precision);
    IntStream.range(0, 6).forEach(i -> w.set(i, i + 1));
    Tensor b = VECTOR.zeros(precision);
    IntStream.range(0, 2).forEach(i -> b.set(i, 10 * (i + 1)));
    return new NamedTensors(Map.of("W", w, "b", b));
  }

  /** A new operation wants a line in one of the tables; a leaf is handed in. */
  @Test
  void everyOperationIsInATable() {
    Set<Op> leaves =
        EnumSet.of(Op.INPUT, Op.STATE, Op.GIVEN, Op.SAVED, Op.STATE_GRADIENT, Op.OUTPUT_GRADIENT);
    Set<Op> tables = EnumSet.copyOf(leaves);
    Stream.concat(operations().stream().map(Operation::op), moved().stream().map(Moved::op))
        .forEach(tables::add);
    assertEquals(EnumSet.allOf(Op.class), tables);
  }
}
