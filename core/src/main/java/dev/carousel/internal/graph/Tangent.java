package dev.carousel.internal.graph;

import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forward-mode differentiation of a step: the same step with a tangent beside each of its states,
 * carried by the Jacobian matrix of the states.
 *
 * <p>A tangent is a sum of products, each of another tangent and a factor. Everything that follows
 * from input or states is fixed in these factors, so that a gradient is one of the tangents alone.
 * What follows only from parameters is not fixed.
 */
final class Tangent {
  private final StepGraph forward;
  private final GraphBuilder graph = new GraphBuilder();

  /** What is, or depends on, the input or a state. */
  private final Set<Node> varying;

  private final Map<Node, Node> values = new HashMap<>();

  /** Without those that are zero. */
  private final Map<Node, Node> tangents = new HashMap<>();

  private Tangent(StepGraph forward) {
    this.forward = forward;
    varying = CompiledCell.dependents(forward.nodes(), Op.INPUT, Op.STATE, Op.GIVEN);
  }

  /** The step with tangents. */
  static StepGraph of(StepGraph forward) {
    return new Tangent(forward).run();
  }

  private StepGraph run() {
    Set<Node> used = CompiledCell.sources(ends());
    for (Node node : forward.nodes()) {
      if (used.contains(node)) {
        values.put(node, graph.like(node, node.arguments().stream().map(values::get).toList()));
        Node tangent = tangentOf(node);
        if (tangent != null) {
          tangents.put(node, tangent);
        }
      }
    }
    List<StateSpec> states = new ArrayList<>(forward.states());
    forward
        .states()
        .forEach(s -> states.add(new StateSpec(LayerProgram.tangentOf(s.name()), s.size())));
    List<Node> next = new ArrayList<>();
    forward.next().forEach(node -> next.add(graph.fresh(graph.held(value(node)))));
    forward.next().forEach(node -> next.add(graph.fresh(orZeros(node))));
    Node output = next.isEmpty() ? graph.held(value(forward.output())) : next.get(next.size() / 2);
    return new StepGraph(
        forward.inputSize(),
        forward.parameters(),
        forward.constants(),
        List.copyOf(states),
        graph.nodes(),
        List.copyOf(next),
        output,
        Map.of(),
        Map.of(),
        List.of());
  }

  /** The states, which hand up the first tangent; a cell without any hands up its own output. */
  private List<Node> ends() {
    return forward.next().isEmpty() ? List.of(forward.output()) : forward.next();
  }

  private Node value(Node node) {
    return Objects.requireNonNull(values.get(node), node::toString);
  }

  private Node orZeros(Node node) {
    Node tangent = tangents.get(node);
    return tangent == null ? graph.constant(0, node.size()) : tangent;
  }

  /** The tangent of a node whose arguments have theirs; null for zero. */
  private @Nullable Node tangentOf(Node node) {
    return switch (node.op().kind()) {
      case LEAF ->
          node.op() == Op.STATE
              ? graph.state(LayerProgram.tangentOf(node.stateName()), node.size())
              : null;
      case PRODUCT -> affine(node);
      case SHAPE -> shape(node);
      case POINTWISE -> node.arguments().size() == 1 ? unary(node) : binary(node);
      case BILINEAR -> bilinear(node);
      case GROUPED -> grouped(node);
      case TAP -> throw new IllegalArgumentException("a forward graph has no " + node.op());
    };
  }

  private @Nullable Node affine(Node node) {
    List<Node> operands = new ArrayList<>();
    List<Node.MatrixUse> uses = new ArrayList<>();
    for (int i = 0; i < node.arguments().size(); i++) {
      Node tangent = tangents.get(node.argument(i));
      if (tangent != null) {
        operands.add(tangent);
        uses.add(node.matrices().uses().get(i));
      }
    }
    ParameterSpec noBias = null;
    return operands.isEmpty() ? null : graph.affine(node.size(), operands, uses, noBias);
  }

  private @Nullable Node shape(Node node) {
    if (node.arguments().stream().noneMatch(tangents::containsKey)) {
      return null;
    }
    return graph.like(node, node.arguments().stream().map(this::orZeros).toList());
  }

  private @Nullable Node unary(Node node) {
    Node tangent = tangents.get(node.argument(0));
    if (tangent == null) {
      return null;
    }
    return switch (node.op()) {
      case IDENTITY -> node.isHeld() ? null : tangent;
      case LINEAR -> graph.linear(node.scale(), tangent, 0);
      default -> times(tangent, held(node, slope(node)));
    };
  }

  /** The derivative of an element-wise operation of one argument. */
  private Node slope(Node node) {
    Node x = value(node.argument(0));
    Node y = value(node);
    return switch (node.op()) {
      case EXP -> y;
      case LOG -> graph.pointwise(Op.RECIPROCAL, x);
      case SQRT -> graph.linear(0.5, graph.pointwise(Op.RECIPROCAL, y), 0);
      case ABS -> graph.pointwise(Op.SIGN, x);
      case SIN -> graph.pointwise(Op.COS, x);
      case COS -> graph.linear(-1, graph.pointwise(Op.SIN, x), 0);
      case TANH -> graph.linear(-1, graph.pointwise(Op.SQUARE, y), 1);
      case SIGMOID -> times(y, graph.linear(-1, y, 1));
      case RELU -> graph.pointwise(Op.SIGN, y);
      case SOFTPLUS -> graph.pointwise(Op.SIGMOID, x);
      case RECIPROCAL -> graph.linear(-1, graph.pointwise(Op.SQUARE, y), 0);
      case SQUARE -> graph.linear(2, x, 0);
      default -> throw new IllegalArgumentException(node + " stands in backward graphs only");
    };
  }

  private @Nullable Node bilinear(Node node) {
    Node x = node.argument(0);
    Node y = node.argument(1);
    Node byX = tangents.get(x);
    Node byY = tangents.get(y);
    return sum(
        byX == null ? null : graph.like(node, List.of(byX, held(y, value(y)))),
        byY == null ? null : graph.like(node, List.of(held(x, value(x)), byY)));
  }

  private @Nullable Node grouped(Node node) {
    Node tangent = tangents.get(node.argument(0));
    if (tangent == null) {
      return null;
    }
    Node.Groups groups = node.groups();
    Node x = held(node, value(node.argument(0)));
    return switch (node.op()) {
      case SOFTMAX -> graph.grouped(Op.SOFTMAX_GRADIENT, groups, tangent, held(node, value(node)));
      case LAYER_NORM -> graph.grouped(Op.LAYER_NORM_GRADIENT, groups, tangent, x);
      case RMS_NORM -> graph.grouped(Op.RMS_NORM_GRADIENT, groups, tangent, x);
      case OF_LARGEST -> graph.like(node, List.of(tangent, value(node.argument(1))));
      default -> throw new IllegalArgumentException(node + " stands in backward graphs only");
    };
  }

  private @Nullable Node binary(Node node) {
    Node first = node.argument(0);
    Node second = node.argument(1);
    Node x = value(first);
    Node y = value(second);
    return switch (node.op()) {
      case ADD -> sum(tangents.get(first), tangents.get(second));
      case SUBTRACT -> sum(tangents.get(first), negative(tangents.get(second)));
      case MULTIPLY -> sum(part(first, second, y), part(second, first, x));
      case DIVIDE ->
          sum(
              part(first, second, graph.pointwise(Op.RECIPROCAL, y)),
              part(second, node, graph.linear(-1, graph.pointwise(Op.DIVIDE, value(node), y), 0)));
      case MIN ->
          sum(
              part(first, node, where(Op.WHERE_AT_MOST, x, y)),
              part(second, node, where(Op.WHERE_ABOVE, x, y)));
      case MAX ->
          sum(
              part(first, node, where(Op.WHERE_AT_MOST, y, x)),
              part(second, node, where(Op.WHERE_ABOVE, y, x)));
      case SURROGATE -> part(second, node.argument(2), value(node.argument(2)));
      default -> throw new IllegalArgumentException(node + " stands in backward graphs only");
    };
  }

  /** What a node's tangent adds by way of a factor that follows from another node. */
  private @Nullable Node part(Node node, Node source, Node factor) {
    Node tangent = tangents.get(node);
    return tangent == null ? null : times(tangent, held(source, factor));
  }

  /** A factor, held if what it follows from is not of parameters alone. */
  private Node held(Node source, Node factor) {
    return varying.contains(source) ? graph.held(factor) : factor;
  }

  private Node where(Op op, Node x, Node y) {
    return graph.pointwise(op, graph.constant(1, x.size()), x, y);
  }

  private Node times(Node a, Node b) {
    return graph.pointwise(Op.MULTIPLY, a, b);
  }

  private @Nullable Node negative(@Nullable Node tangent) {
    return tangent == null ? null : graph.linear(-1, tangent, 0);
  }

  private @Nullable Node sum(@Nullable Node a, @Nullable Node b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return graph.pointwise(Op.ADD, a, b);
  }
}
