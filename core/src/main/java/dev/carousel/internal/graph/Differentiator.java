package dev.carousel.internal.graph;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.BackwardGraph.OuterProduct;
import dev.carousel.internal.graph.BackwardGraph.VectorGradient;
import dev.carousel.spi.GradientPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation of a step: walks the forward graph from its end and hands each
 * node's gradient on to its arguments.
 *
 * <p>The products that reach one node from several affine maps become one affine map of the
 * backward graph, so that an engine sees {@code dh = Wi' di + Wf' df + ...} as a single product.
 */
public final class Differentiator {
  /** What has reached a node so far. */
  private static final class Arrivals {
    final List<Node> vectors = new ArrayList<>();
    final List<Node> operands = new ArrayList<>();
    final List<Node.MatrixUse> uses = new ArrayList<>();
  }

  private final StepGraph forward;

  /** Whether the paths of a gradient are shown apart. */
  private final boolean isApart;

  /** What is, or depends on, a state. */
  private final Set<Node> recurrent;

  private final GraphBuilder graph = new GraphBuilder();
  private final Map<Node, Arrivals> arrivals = new HashMap<>();
  private final Map<Node, String> stateOfNext = new HashMap<>();
  private final List<OuterProduct> matrixGradients = new ArrayList<>();
  private final List<VectorGradient> vectorGradients = new ArrayList<>();
  private final Map<String, Node> stateGradients = new HashMap<>();
  private final Map<Node, BackwardGraph.Origin> origins = new HashMap<>();
  private @Nullable Node inputGradient;

  private Differentiator(StepGraph forward, boolean isApart) {
    this.forward = forward;
    this.isApart = isApart;
    recurrent = CompiledCell.dependents(forward.nodes(), Op.STATE);
  }

  /** The backward graph of {@code forward}; its taps show the total gradient of every state. */
  public static BackwardGraph differentiate(StepGraph forward) {
    return new Differentiator(forward, false).run();
  }

  /** The same, with taps for each path of the gradient: {@link GradientPath}. */
  public static BackwardGraph differentiateApart(StepGraph forward) {
    return new Differentiator(forward, true).run();
  }

  private BackwardGraph run() {
    seed();
    for (int i = forward.nodes().size() - 1; i >= 0; i--) {
      Node node = forward.nodes().get(i);
      Node gradient = resolve(node);
      noteOrigin(new BackwardGraph.Origin(node, false));
      if (gradient != null) {
        propagate(node, gradient);
        noteOrigin(new BackwardGraph.Origin(node, true));
      }
    }
    List<@Nullable Node> beforeStep = new ArrayList<>();
    forward.states().forEach(state -> beforeStep.add(stateGradients.get(state.name())));
    return new BackwardGraph(
        graph.nodes(),
        Collections.unmodifiableList(beforeStep),
        inputGradient,
        List.copyOf(matrixGradients),
        List.copyOf(vectorGradients),
        Map.copyOf(origins));
  }

  /** Of all nodes made since the last call. */
  private void noteOrigin(BackwardGraph.Origin origin) {
    for (int i = origins.size(); i < graph.size(); i++) {
      origins.put(graph.node(i), origin);
    }
  }

  private void seed() {
    send(forward.output(), graph.outputGradient(forward.output().size()));
    noteOrigin(new BackwardGraph.Origin(forward.output(), false));
    for (int i = 0; i < forward.states().size(); i++) {
      Node next = forward.next().get(i);
      String name = forward.states().get(i).name();
      stateOfNext.put(next, name);
      send(next, fromStepAfter(name, graph.stateGradient(name, next.size())));
      noteOrigin(new BackwardGraph.Origin(next, false));
    }
  }

  private Node fromStepAfter(String state, Node gradient) {
    return isApart ? graph.tap(state, GradientPath.RECURRENT, graph.fresh(gradient)) : gradient;
  }

  private void send(Node to, Node gradient) {
    arrivals.computeIfAbsent(to, node -> new Arrivals()).vectors.add(gradient);
  }

  private void send(Node to, Node.MatrixUse use, Node gradient) {
    Arrivals there = arrivals.computeIfAbsent(to, node -> new Arrivals());
    there.operands.add(gradient);
    there.uses.add(use);
  }

  /** The sum of all that has reached a node; null if nothing has. */
  private @Nullable Node resolve(Node node) {
    Arrivals arrived = arrivals.get(node);
    if (arrived == null) {
      return null;
    }
    List<Node> parts = new ArrayList<>(arrived.vectors);
    if (!arrived.operands.isEmpty()) {
      parts.add(throughProducts(node, arrived));
    }
    Node sum = parts.get(0);
    for (Node part : parts.subList(1, parts.size())) {
      sum = graph.pointwise(Op.ADD, sum, part);
    }
    String state = stateOfNext.get(node);
    return state == null ? sum : graph.tap(state, GradientPath.TOTAL, kept(sum));
  }

  private Node throughProducts(Node node, Arrivals arrived) {
    Node sum = graph.affine(node.size(), arrived.operands, arrived.uses, null);
    if (!isApart || !recurrent.contains(node)) {
      return sum;
    }
    boolean isState = node.op() == Op.STATE;
    String name = isState ? node.stateName() : arrived.uses.get(0).matrix().name();
    return graph.tap(name, GradientPath.PRODUCTS, sum);
  }

  /**
   * The gradient from the next step is overwritten when the step is done, but parameters may need
   * it later. So it gets its own node if nothing is added to it.
   */
  private Node kept(Node gradient) {
    return gradient.op() == Op.STATE_GRADIENT ? graph.fresh(gradient) : gradient;
  }

  private void propagate(Node node, Node g) {
    switch (node.op().kind()) {
      case LEAF -> arrive(node, g);
      case PRODUCT -> affine(node, g);
      case POINTWISE -> pointwise(node, g);
      case SHAPE -> shape(node, g);
      case BILINEAR -> bilinear(node, node.argument(0), node.argument(1), g);
      case GROUPED -> grouped(node, node.argument(0), g);
      case TAP -> throw new IllegalArgumentException("a forward graph has no " + node.op());
    }
  }

  private void arrive(Node leaf, Node g) {
    switch (leaf.op()) {
      case INPUT -> inputGradient = g;
      case STATE -> stateGradients.put(leaf.stateName(), g);
      case VECTOR -> vectorGradients.add(new VectorGradient(leaf.parameter(), g));
      default -> {
        // A constant has no use for its gradient.
      }
    }
  }

  private void affine(Node node, Node g) {
    Node.Matrices matrices = node.matrices();
    for (int i = 0; i < matrices.uses().size(); i++) {
      Node operand = node.argument(i);
      Node.MatrixUse use = matrices.uses().get(i);
      send(operand, use.turned(), g);
      if (forward.constants().contains(use.matrix())) {
        continue;
      }
      Node saved = graph.saved(operand);
      matrixGradients.add(
          use.transposed()
              ? new OuterProduct(use.matrix(), saved, g, use.blocks())
              : new OuterProduct(use.matrix(), g, saved, use.blocks()));
    }
    ParameterSpec bias = matrices.bias();
    if (bias != null) {
      vectorGradients.add(new VectorGradient(bias, g));
    }
  }

  private void shape(Node node, Node g) {
    Node x = node.argument(0);
    switch (node.op()) {
      case SUM -> send(x, graph.repeat(g, x.size()));
      case REPEAT -> send(x, graph.sum(g, x.size()));
      case SLICE -> send(x, graph.pad(g, node.offset(), x.size()));
      case PAD -> send(x, graph.slice(g, node.offset(), x.size()));
      case CONCAT -> {
        int from = 0;
        for (Node part : node.arguments()) {
          send(part, graph.slice(g, from, part.size()));
          from += part.size();
        }
      }
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  private void bilinear(Node node, Node x, Node y, Node g) {
    int blocks = node.blocks();
    boolean isWanted = !x.isHeld();
    boolean isOtherWanted = !y.isHeld();
    switch (node.op()) {
      case OUTER -> {
        sendIf(isWanted, x, () -> graph.times(blocks, g, saved(y)));
        sendIf(isOtherWanted, y, () -> graph.transposedTimes(blocks, g, saved(x)));
      }
      case TIMES -> {
        sendIf(isWanted, x, () -> graph.outer(blocks, g, saved(y)));
        sendIf(isOtherWanted, y, () -> graph.transposedTimes(blocks, saved(x), g));
      }
      case TRANSPOSED_TIMES -> {
        sendIf(isWanted, x, () -> graph.outer(blocks, saved(y), g));
        sendIf(isOtherWanted, y, () -> graph.times(blocks, saved(x), g));
      }
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  /** What is held has no use for a gradient, so that none is computed for it. */
  private void sendIf(boolean isWanted, Node to, Supplier<Node> gradient) {
    if (isWanted) {
      send(to, gradient.get());
    }
  }

  /** Of those with two arguments, the second is held: no gradient goes to it. */
  private void grouped(Node node, Node x, Node g) {
    Node.Groups groups = node.groups();
    switch (node.op()) {
      case SOFTMAX -> send(x, graph.grouped(Op.SOFTMAX_GRADIENT, groups, g, saved(node)));
      case LAYER_NORM -> send(x, graph.grouped(Op.LAYER_NORM_GRADIENT, groups, g, saved(x)));
      case RMS_NORM -> send(x, graph.grouped(Op.RMS_NORM_GRADIENT, groups, g, saved(x)));
      case OF_LARGEST -> send(x, graph.grouped(Op.AT_LARGEST, groups, g, saved(node.argument(1))));
      case AT_LARGEST -> send(x, graph.grouped(Op.OF_LARGEST, groups, g, saved(node.argument(1))));
      // Their matrices are symmetric.
      case SOFTMAX_GRADIENT, LAYER_NORM_GRADIENT, RMS_NORM_GRADIENT ->
          send(x, graph.grouped(node.op(), groups, g, saved(node.argument(1))));
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  private void pointwise(Node node, Node g) {
    Node x = node.argument(0);
    switch (node.op()) {
      case IDENTITY -> {
        if (!node.isHeld()) {
          send(x, g);
        }
      }
      case LINEAR -> send(x, graph.linear(node.scale(), g, 0));
      case EXP -> send(x, times(g, saved(node)));
      case LOG -> send(x, over(g, saved(x)));
      case SQRT -> send(x, graph.linear(0.5, over(g, saved(node)), 0));
      case ABS -> send(x, times(g, graph.pointwise(Op.SIGN, saved(x))));
      case SIN -> send(x, times(g, graph.pointwise(Op.COS, saved(x))));
      case COS -> send(x, graph.linear(-1, times(g, graph.pointwise(Op.SIN, saved(x))), 0));
      case TANH -> send(x, graph.pointwise(Op.TANH_GRADIENT, g, saved(node)));
      case SIGMOID -> send(x, graph.pointwise(Op.SIGMOID_GRADIENT, g, saved(node)));
      case RELU -> send(x, graph.pointwise(Op.RELU_GRADIENT, g, saved(node)));
      case SOFTPLUS -> send(x, times(g, graph.pointwise(Op.SIGMOID, saved(x))));
      case RECIPROCAL ->
          send(x, graph.linear(-1, times(g, graph.pointwise(Op.SQUARE, saved(node))), 0));
      case SQUARE -> send(x, graph.linear(2, times(g, saved(x)), 0));
      case SURROGATE -> send(node.argument(1), times(g, saved(node.argument(2))));
      default -> binary(node, x, node.argument(1), g);
    }
  }

  private void binary(Node node, Node x, Node y, Node g) {
    switch (node.op()) {
      case ADD -> {
        send(x, g);
        send(y, g);
      }
      case SUBTRACT -> {
        send(x, g);
        send(y, graph.linear(-1, g, 0));
      }
      case MULTIPLY -> {
        sendProduct(x, g, y);
        sendProduct(y, g, x);
      }
      case DIVIDE -> {
        Node quotient = over(g, saved(y));
        send(x, quotient);
        send(y, graph.linear(-1, times(quotient, saved(node)), 0));
      }
      case MIN -> {
        send(x, graph.pointwise(Op.WHERE_AT_MOST, g, saved(x), saved(y)));
        send(y, graph.pointwise(Op.WHERE_ABOVE, g, saved(x), saved(y)));
      }
      case MAX -> {
        send(x, graph.pointwise(Op.WHERE_AT_MOST, g, saved(y), saved(x)));
        send(y, graph.pointwise(Op.WHERE_ABOVE, g, saved(y), saved(x)));
      }
      default -> throw new IllegalArgumentException(node + " stands in backward graphs only");
    }
  }

  private void sendProduct(Node factor, Node g, Node other) {
    sendIf(!factor.isHeld(), factor, () -> times(g, saved(other)));
  }

  private Node saved(Node forwardNode) {
    return graph.saved(forwardNode);
  }

  private Node times(Node a, Node b) {
    return graph.pointwise(Op.MULTIPLY, a, b);
  }

  private Node over(Node a, Node b) {
    return graph.pointwise(Op.DIVIDE, a, b);
  }
}
