package dev.carousel.nonfinite;

import dev.carousel.internal.graph.BackwardGraph.Origin;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that a cell gives to the values of its step.
 *
 * <p>An affine map is the equation that gives its matrices their names. Any other operation belongs
 * to the nearest named vector: itself, one that is computed from it, or, if nearer, the only one
 * from which it is computed. So the sigmoid of the map f belongs to f, and a product for the next
 * state c belongs to c.
 */
final class Equations {
  private static final String STEP = "step";

  private final StepGraph forward;
  private final Map<Node, Origin> origins;

  Equations(CompiledCell cell) {
    forward = cell.forward();
    origins = cell.backward().origins();
  }

  /** The equation of a node of either graph. */
  String of(Node node) {
    Origin origin = origins.get(node);
    return origin == null ? nearest(node) : nearest(origin.node());
  }

  /** The name of a node of either graph as an operand: a name or a formula. */
  String label(Node node) {
    Origin origin = origins.get(node);
    if (origin == null) {
      return node.op() == Op.SAVED ? label(node.source()) : ofForward(node);
    }
    return switch (node.op()) {
      case SAVED -> label(node.source());
      case VECTOR, CONSTANT -> ofForward(node);
      case OUTPUT_GRADIENT -> "gradient from above";
      case STATE_GRADIENT -> "gradient of " + node.stateName() + " from the next step";
      default -> "gradient " + (origin.isThrough() ? "through " : "of ") + label(origin.node());
    };
  }

  private String ofForward(Node node) {
    StepGraph.Label label = forward.labels().get(node);
    if (label != null) {
      return label.text();
    }
    return switch (node.op()) {
      case INPUT -> "x";
      case STATE -> node.stateName();
      case GIVEN -> "mask " + node.mask().name();
      case VECTOR -> node.parameter().name();
      case CONSTANT -> Wording.number(node.shift());
      case REPEAT, IDENTITY -> label(node.argument(0));
      default -> node.op().name().toLowerCase(Locale.ROOT);
    };
  }

  /** The equation of a node of the forward graph. */
  private String nearest(Node node) {
    if (node.op() == Op.AFFINE) {
      String matrix = node.matrices().uses().get(0).matrix().name();
      if (matrix.contains(".")) {
        return matrix.substring(0, matrix.lastIndexOf('.'));
      }
    }
    if (node.op().kind() == Op.Kind.LEAF) {
      return label(node);
    }
    Set<Node> above = Set.of(node);
    Set<Node> below = Set.of(node);
    while (!above.isEmpty() || !below.isEmpty()) {
      for (Set<Node> level : List.of(above, below)) {
        for (Node candidate : level) {
          StepGraph.Label label = forward.labels().get(candidate);
          if (label != null && label.isName() && candidate.op().kind() != Op.Kind.LEAF) {
            return label.text();
          }
        }
      }
      above = consumers(above);
      below = arguments(below);
    }
    return STEP;
  }

  private Set<Node> consumers(Set<Node> level) {
    List<Node> found = new ArrayList<>(forward.nodes());
    found.removeIf(node -> node.arguments().stream().noneMatch(level::contains));
    return new LinkedHashSet<>(found);
  }

  /**
   * The only vectors from which they are computed; a quotient of two equations belongs to neither.
   */
  private static Set<Node> arguments(Set<Node> level) {
    Set<Node> found = new LinkedHashSet<>();
    level.stream().filter(n -> n.arguments().size() == 1).forEach(n -> found.add(n.argument(0)));
    return found;
  }
}
