package dev.carousel.internal.graph;

import dev.carousel.engine.CellDropout;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cell's forward and backward graphs, and what both engines want to know of them.
 *
 * @param layer the name of the layer
 */
public record CompiledCell(String layer, StepGraph forward, BackwardGraph backward) {

  /** Differentiates a traced cell. */
  public static CompiledCell of(String layer, StepGraph forward) {
    return new CompiledCell(layer, forward, Differentiator.differentiate(forward));
  }

  /** The same cell, whose backward graph shows the paths of a gradient apart. */
  public CompiledCell apart() {
    return new CompiledCell(layer, forward, Differentiator.differentiateApart(forward));
  }

  /** The same cell for symbols and for training, when nobody asks for the gradient of the input. */
  public CompiledCell withoutInputGradient() {
    return new CompiledCell(layer, forward, backward.withoutInputGradient());
  }

  /** The same cell with masks, by which training drops some of what it does. */
  public CompiledCell dropping(CellDropout dropout) {
    return dropout.isNone() ? this : of(layer, Dropping.of(forward, dropout));
  }

  /** The same cell as it is run without masks if it was trained with them. */
  public CompiledCell expecting(CellDropout dropout) {
    return dropout.zoneout() == 0 ? this : of(layer, Dropping.expected(forward, dropout));
  }

  /** The cell that carries tangents along with this cell's states: {@link Tangent}. */
  public CompiledCell tangent() {
    return of(layer, Tangent.of(forward));
  }

  /** The names of the observed vectors that are gates: a sigmoid, or 1 minus one. */
  public List<String> gates() {
    List<String> gates = new ArrayList<>();
    forward
        .observed()
        .forEach(
            (name, node) -> {
              if (isGate(node)) {
                gates.add(name);
              }
            });
    return List.copyOf(gates);
  }

  private static boolean isGate(Node node) {
    return switch (node.op()) {
      case SIGMOID -> true;
      case IDENTITY -> isGate(node.argument(0));
      case LINEAR -> node.scale() == -1 && node.shift() == 1 && isGate(node.argument(0));
      default -> false;
    };
  }

  /**
   * Parameters and, beside them, the cell's constants, in the same precision.
   *
   * @param parameters of this cell
   */
  public NamedTensors withConstants(NamedTensors parameters) {
    if (forward.constants().isEmpty()) {
      return parameters;
    }
    Map<String, Tensor> all = new LinkedHashMap<>(parameters.asMap());
    boolean isFloat = all.values().stream().anyMatch(FloatTensor.class::isInstance);
    for (ParameterSpec constant : forward.constants()) {
      Tensor tensor = constant.zeros(isFloat ? Precision.FLOAT32 : Precision.FLOAT64);
      constant.initializer().fill(tensor, RandomStreams.stream(0, constant.name()));
      all.put(constant.name(), tensor);
    }
    return new NamedTensors(all);
  }

  /**
   * The trained matrices on a way from a state back to itself: what one of them multiplies depends,
   * now or through later steps, on its own product. In order. A matrix that only feeds a state from
   * another one, which does not depend on it, is as one of the input.
   */
  public List<ParameterSpec> recurrentMatrices() {
    List<ParameterSpec> matrices = new ArrayList<>();
    for (Node node : forward.nodes()) {
      if (node.op() == Op.AFFINE) {
        for (int i = 0; i < node.arguments().size(); i++) {
          ParameterSpec matrix = node.matrices().uses().get(i).matrix();
          boolean isNew = !matrices.contains(matrix) && !forward.constants().contains(matrix);
          if (isNew && history(node.argument(i)).contains(node)) {
            matrices.add(matrix);
          }
        }
      }
    }
    return List.copyOf(matrices);
  }

  /** A node, and all that it is computed from in this step and those before. */
  private Set<Node> history(Node end) {
    Set<Node> found = sources(List.of(end));
    Set<Node> before = Set.of();
    while (found.size() > before.size()) {
      before = found;
      List<Node> ends = new ArrayList<>(found);
      found.stream()
          .filter(node -> node.op() == Op.STATE)
          .forEach(node -> ends.add(forward.next().get(forward.stateIndex(node.stateName()))));
      found = sources(ends);
    }
    return found;
  }

  /** How many elements of matrices a forward step of one row multiplies by. */
  public long multiplications() {
    return forward.nodes().stream()
        .filter(node -> node.op() == Op.AFFINE)
        .flatMap(node -> node.matrices().uses().stream())
        .mapToLong(use -> use.matrix().elements())
        .sum();
  }

  /** All nodes that are, or are computed from, leaves of these kinds. */
  public static Set<Node> dependents(List<Node> nodes, Op... leaves) {
    Set<Op> kinds = Set.of(leaves);
    Set<Node> found = new HashSet<>();
    for (Node node : nodes) {
      if (kinds.contains(node.op()) || node.arguments().stream().anyMatch(found::contains)) {
        found.add(node);
      }
    }
    return found;
  }

  /** These nodes, and all that they are computed from. */
  public static Set<Node> sources(Collection<Node> ends) {
    Set<Node> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(ends);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (found.add(node)) {
        open.addAll(node.arguments());
      }
    }
    return found;
  }
}
