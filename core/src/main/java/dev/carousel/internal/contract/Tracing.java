package dev.carousel.internal.contract;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a trace of a cell found, in words: two traces that compute the same in the same way are
 * equal.
 *
 * @param equations one line for each state, vector and result, such as {@code #4 = SIGMOID(#3) [6]}
 * @param parameters in the order of their declaration
 */
public record Tracing(List<String> equations, List<ParameterSpec> parameters) {
  /** Copies the lists. */
  public Tracing {
    equations = List.copyOf(equations);
    parameters = List.copyOf(parameters);
  }

  /**
   * Traces a cell.
   *
   * @param layer what errors call the place
   * @throws dev.carousel.error.CarouselException if the equations do not fit together
   */
  public static Tracing of(String layer, Cell cell, int inputSize, int units) {
    StepGraph graph = Trace.of(layer, cell, inputSize, units);
    return new Tracing(lines(graph), graph.parameters());
  }

  private static List<String> lines(StepGraph graph) {
    List<String> lines = new ArrayList<>();
    graph.states().forEach(state -> lines.add("state " + state.name() + size(state.size())));
    graph.parameters().forEach(p -> lines.add("parameter " + p.name() + shape(p)));
    graph.nodes().forEach(node -> lines.add(place(node) + " = " + formula(node)));
    for (int i = 0; i < graph.next().size(); i++) {
      lines.add("next " + graph.states().get(i).name() + " = " + place(graph.next().get(i)));
    }
    lines.add("output = " + place(graph.output()));
    graph.observed().forEach((name, node) -> lines.add("observed " + name + " = " + place(node)));
    return lines;
  }

  private static String formula(Node node) {
    String arguments =
        node.arguments().stream().map(Tracing::place).collect(Collectors.joining(", ", "(", ")"));
    return node.op() + arguments + size(node.size()) + detail(node.detail());
  }

  private static String detail(Node.Detail detail) {
    if (detail instanceof Node.None) {
      return "";
    }
    if (detail instanceof Node.Parameter of) {
      return " " + of.spec().name();
    }
    return detail instanceof Node.Matrices matrices ? matrices(matrices) : " " + detail;
  }

  private static String matrices(Node.Matrices matrices) {
    StringBuilder names = new StringBuilder();
    for (Node.MatrixUse use : matrices.uses()) {
      names.append(' ').append(use.matrix().name()).append(use.transposed() ? "'" : "");
    }
    ParameterSpec bias = matrices.bias();
    return bias == null ? names.toString() : names + " " + bias.name();
  }

  private static String place(Node node) {
    return "#" + node.id();
  }

  private static String size(int size) {
    return " [" + size + "]";
  }

  private static String shape(ParameterSpec parameter) {
    return parameter.isMatrix()
        ? " [" + parameter.rows() + ", " + parameter.columns() + "]"
        : size(parameter.rows());
  }
}
