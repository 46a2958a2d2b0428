package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.engine.reference.Interpreter;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.tensor.Precision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the equations of a step, each as far out as it can be:
 *
 * <ul>
 *   <li>what depends on parameters alone is computed here, in float64, and stored;
 *   <li>what depends on the input, but on no state, is computed for all steps at once, in the main
 *       graph, as are those terms of an affine map;
 *   <li>the rest is the body of a {@code Scan}; a cell without a state has none.
 * </ul>
 *
 * Not thread-safe.
 */
final class StepWriter {
  private final StepGraph step;
  private final Weights weights;
  private final LayerInput input;
  private final Operations outside;
  private final @Nullable Body body;
  private final Map<Node, Value> values = new HashMap<>();
  private final double[][] constants;
  private final Set<Node> changing = new HashSet<>();

  /**
   * @param body null if the step has no state
   */
  StepWriter(StepGraph step, Weights weights, LayerInput input, @Nullable Body body) {
    this.step = step;
    this.weights = weights;
    this.input = input;
    this.body = body;
    outside = new Operations(weights.main());
    constants = new double[step.nodes().size()][];
  }

  /** Writes all nodes on which the next states and the output depend. */
  StepWriter write() {
    Set<Node> needed = needed();
    Interpreter interpreter = new Interpreter(weights.parameters(), Precision.FLOAT64);
    for (Node node : step.nodes()) {
      if (!needed.contains(node)) {
        continue;
      }
      if (isConstant(node)) {
        constants[node.id()] = interpreter.evaluate(node, constants);
      } else if (node.op() == Op.STATE) {
        changing.add(node);
        values.put(node, Objects.requireNonNull(body).state(node.stateName()));
      } else {
        write(node);
      }
    }
    return this;
  }

  private static List<Node> read(Node node) {
    return Operations.readsFirstAlone(node) ? List.of(node.argument(0)) : node.arguments();
  }

  private Set<Node> needed() {
    Set<Node> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(step.next());
    open.add(step.output());
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (found.add(node)) {
        open.addAll(read(node));
      }
    }
    return found;
  }

  private boolean isConstant(Node node) {
    return switch (node.op()) {
      case VECTOR, CONSTANT -> true;
      case INPUT, STATE -> false;
      default -> read(node).stream().allMatch(argument -> constants[argument.id()] != null);
    };
  }

  private void write(Node node) {
    boolean isInside = read(node).stream().anyMatch(changing::contains);
    if (isInside) {
      changing.add(node);
    }
    if (node.op() == Op.AFFINE) {
      values.put(node, affine(node, isInside));
    } else if (node.op() != Op.INPUT) {
      Operations here = isInside ? Objects.requireNonNull(body).operations() : outside;
      values.put(node, here.of(node, read(node).stream().map(x -> value(x, isInside)).toList()));
    }
  }

  /** A value where it is read: outside, or in the body. */
  private Value value(Node node, boolean isInside) {
    Value known =
        constants[node.id()] != null
            ? stored(node)
            : node.op() == Op.INPUT ? input.vector() : Objects.requireNonNull(values.get(node));
    boolean enters = isInside && !changing.contains(node) && !known.isConstant();
    return enters ? Objects.requireNonNull(body).read(known) : known;
  }

  private Value stored(Node node) {
    double[] elements = constants[node.id()];
    return new Value(weights.main().constants().of(elements, elements.length), 0, elements.length);
  }

  private Value affine(Node node, boolean isInside) {
    Value fixed = bias(node);
    Value before = terms(node, fixed, false);
    if (!isInside) {
      return Objects.requireNonNull(before);
    }
    Body inside = Objects.requireNonNull(body);
    Value entered = before == null || before.isConstant() ? before : inside.read(before);
    return Objects.requireNonNull(terms(node, entered, true));
  }

  /** The terms outside, or those in the body, added to a sum. */
  private @Nullable Value terms(Node node, @Nullable Value start, boolean isInside) {
    Products products =
        new Products(isInside ? Objects.requireNonNull(body).operations() : outside, weights);
    Value sum = start;
    for (int i = 0; i < node.arguments().size(); i++) {
      Node argument = node.argument(i);
      Node.MatrixUse use = node.matrices().uses().get(i);
      if (constants[argument.id()] != null || changing.contains(argument) != isInside) {
        continue;
      }
      boolean isLookUp = argument.op() == Op.INPUT && input.ids() != null && use.blocks() == 1;
      sum =
          isLookUp
              ? products.columns(
                  sum, use, Objects.requireNonNull(input.ids()), input.axes(), node.size())
              : products.plus(sum, use, value(argument, isInside), node.size());
    }
    return sum;
  }

  /** The bias, and what matrices make of constants. */
  private @Nullable Value bias(Node node) {
    var bias = node.matrices().bias();
    double[] sum = bias == null ? new double[node.size()] : weights.elements(bias.name());
    boolean isAny = bias != null;
    for (int i = 0; i < node.arguments().size(); i++) {
      double[] x = constants[node.argument(i).id()];
      if (x != null) {
        isAny = true;
        add(node.matrices().uses().get(i), x, sum);
      }
    }
    return isAny ? new Value(weights.main().constants().of(sum, sum.length), 0, sum.length) : null;
  }

  private void add(Node.MatrixUse use, double[] x, double[] sum) {
    double[] matrix = weights.elements(use.matrix().name());
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < x.length; j++) {
        if (use.multiplies(i, j)) {
          sum[i] += matrix[use.element(i, j)] * x[j];
        }
      }
    }
  }

  /** The output of a step without a state, for all steps. */
  Value output() {
    Value found = value(step.output(), false);
    return found.isConstant() ? outside.full(found, input.vector()) : found;
  }

  /** In the body: the output, and the next states in their order. */
  List<Value> results() {
    List<Node> ends = new ArrayList<>(List.of(step.output()));
    ends.addAll(step.next());
    Body inside = Objects.requireNonNull(body);
    return ends.stream()
        .map(end -> inside.operations().full(value(end, true), inside.anyState()))
        .toList();
  }
}
