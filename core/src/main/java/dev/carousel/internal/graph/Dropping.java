package dev.carousel.internal.graph;

import dev.carousel.engine.CellDropout;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.StateSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Puts dropout into a step. With m for a mask that the step is given,
 *
 * <ul>
 *   <li>a matrix reads {@code m * h} in place of a state h, and {@code r * (m * h)} in place of
 *       {@code r * h}: wherever it reads a state as the step before left it, alone or in a product;
 *   <li>whatever reads a candidate g reads {@code m * g};
 *   <li>a state that was to become s' becomes {@code m * s + (1 - m) * s'}. The step itself goes on
 *       with s', except that a state that is handed up is handed up as it is carried on. States
 *       that are not handed up belong together: they share a mask, so that a unit, or a head of
 *       matrices, keeps all that it remembers or nothing, such as a memory and its normalizer.
 * </ul>
 */
final class Dropping {
  private final StepGraph forward;
  private final CellDropout dropout;
  private final boolean isExpected;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<Node, Node> values = new HashMap<>();
  private final Map<Node, Node> read = new HashMap<>();
  private final Map<Node, StepGraph.Label> labels = new HashMap<>();

  private Dropping(StepGraph forward, CellDropout dropout, boolean isExpected) {
    this.forward = forward;
    this.dropout = dropout;
    this.isExpected = isExpected;
  }

  /** The step with masks. */
  static StepGraph of(StepGraph forward, CellDropout dropout) {
    return new Dropping(forward, dropout, false).run();
  }

  /** The step with the mean of each mask in its place: with zoneout, and no other dropout. */
  static StepGraph expected(StepGraph forward, CellDropout dropout) {
    return new Dropping(forward, new CellDropout(0, 0, dropout.zoneout()), true).run();
  }

  private StepGraph run() {
    forward.nodes().forEach(this::copy);
    List<Node> next = new ArrayList<>();
    for (int i = 0; i < forward.states().size(); i++) {
      next.add(dropout.zoneout() > 0 ? zonedOut(i) : value(forward.next().get(i)));
    }
    int handedUp = forward.next().indexOf(forward.output());
    Map<String, Node> observed = new LinkedHashMap<>();
    forward.observed().forEach((name, node) -> observed.put(name, value(node)));
    return new StepGraph(
        forward.inputSize(),
        forward.parameters(),
        forward.constants(),
        forward.states(),
        graph.nodes(),
        List.copyOf(next),
        handedUp < 0 ? value(forward.output()) : next.get(handedUp),
        Collections.unmodifiableMap(observed),
        Map.copyOf(labels),
        forward.candidates().stream().map(this::value).toList());
  }

  private Node value(Node node) {
    return Objects.requireNonNull(values.get(node), node::toString);
  }

  private void copy(Node node) {
    boolean readsByMatrix = node.op() == Op.AFFINE && dropout.recurrent() > 0;
    List<Node> arguments =
        node.arguments().stream().map(x -> readsByMatrix ? masked(x) : value(x)).toList();
    boolean isOwnCopy = node.op() == Op.IDENTITY && !node.isHeld();
    Node made = isOwnCopy ? graph.fresh(arguments.get(0)) : graph.like(node, arguments);
    label(node, made);
    int candidate = forward.candidates().indexOf(node);
    if (candidate >= 0 && dropout.candidate() > 0) {
      made = times(given(MaskSpec.Kind.CANDIDATE, "" + candidate, node.size()), made);
      label(node, made);
    }
    values.put(node, made);
  }

  private void label(Node node, Node made) {
    StepGraph.Label label = forward.labels().get(node);
    if (label != null) {
      labels.put(made, label);
    }
  }

  /** What a matrix reads in place of a vector. */
  private Node masked(Node node) {
    Node known = read.get(node);
    if (known == null) {
      known = forward.candidates().contains(node) ? value(node) : maskedAnew(node);
      read.put(node, known);
    }
    return known;
  }

  private Node maskedAnew(Node node) {
    if (node.op() == Op.STATE) {
      String name = node.stateName();
      Node made = times(given(MaskSpec.Kind.RECURRENT, name, node.size()), value(node));
      labels.put(made, new StepGraph.Label("(mask * " + name + ")", false));
      return made;
    }
    List<Node> arguments = keepsZeros(node) ? node.arguments() : List.of();
    List<Node> replaced = arguments.stream().map(this::masked).toList();
    boolean isSame = replaced.equals(arguments.stream().map(this::value).toList());
    if (isSame) {
      return value(node);
    }
    Node made = graph.like(node, replaced);
    label(node, made);
    return made;
  }

  /** Whether an element that is dropped from an argument stays dropped, and no other changes. */
  private static boolean keepsZeros(Node node) {
    return switch (node.op()) {
      case MULTIPLY, SLICE, CONCAT, REPEAT, TANH, RELU, IDENTITY -> true;
      case LINEAR -> node.shift() == 0;
      default -> false;
    };
  }

  private Node zonedOut(int index) {
    String name = forward.states().get(index).name();
    Node next = value(forward.next().get(index));
    Node state = graph.state(name, next.size());
    Node made;
    if (isExpected) {
      double share = dropout.zoneout();
      made =
          graph.pointwise(Op.ADD, graph.linear(share, state, 0), graph.linear(1 - share, next, 0));
    } else {
      Node mask = zoneoutMask(index);
      made = graph.pointwise(Op.ADD, times(mask, state), times(graph.linear(-1, mask, 1), next));
    }
    labels.put(made, new StepGraph.Label(name, true));
    return made;
  }

  /** States that are not handed up and whose sizes are multiples of one share a mask. */
  private Node zoneoutMask(int index) {
    int handedUp = forward.next().indexOf(forward.output());
    StateSpec state = forward.states().get(index);
    List<StateSpec> together = new ArrayList<>(forward.states());
    if (handedUp >= 0) {
      together.remove(handedUp);
    }
    int size = together.stream().mapToInt(StateSpec::size).min().orElse(0);
    boolean isTogether =
        index != handedUp && together.stream().allMatch(each -> each.size() % size == 0);
    if (!isTogether) {
      return given(MaskSpec.Kind.ZONEOUT, state.name(), state.size());
    }
    String names = together.stream().map(StateSpec::name).collect(Collectors.joining("+"));
    return graph.repeat(given(MaskSpec.Kind.ZONEOUT, names, size), state.size());
  }

  private Node given(MaskSpec.Kind kind, String of, int size) {
    String name = kind.name().toLowerCase(Locale.ROOT) + " " + of;
    return graph.given(new MaskSpec(name, kind, size));
  }

  private Node times(Node mask, Node x) {
    return graph.pointwise(Op.MULTIPLY, mask, x);
  }
}
