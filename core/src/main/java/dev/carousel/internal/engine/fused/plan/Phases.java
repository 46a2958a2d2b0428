package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides when each node of a graph is computed.
 *
 * <p>A product whose operand does not depend on what the loop carries runs before the loop, over
 * all steps at once. One that the loop does not need runs after it. Element-wise work stays in the
 * loop, where its operands are in the cache, unless a product outside the loop asks for it.
 */
final class Phases {
  private final Map<Node, Phase> phases = new HashMap<>();
  private final Set<Node> carried;
  private final Set<Node> needed;

  /**
   * @param nodes of the graph, arguments first
   * @param carriedLeaf the leaf by which a step gets something from the step before it in the loop
   * @param roots what the loop must compute
   */
  Phases(List<Node> nodes, Op carriedLeaf, Collection<Node> roots) {
    carried = CompiledCell.dependents(nodes, carriedLeaf);
    needed = ancestors(roots);
    Set<Node> before = ancestors(operandsBefore(nodes));
    Set<Node> after = new HashSet<>();
    for (Node node : nodes) {
      if (node.arguments().stream().anyMatch(after::contains) || hasTermAfter(node)) {
        after.add(node);
      }
    }
    for (Node node : nodes) {
      phases.put(node, phaseOf(node, before, after));
    }
  }

  private Phase phaseOf(Node node, Set<Node> before, Set<Node> after) {
    if (after.contains(node)) {
      return Phase.AFTER;
    }
    boolean isAllBefore = node.op() == Op.AFFINE && !hasTermWithin(node);
    return before.contains(node) || isAllBefore ? Phase.BEFORE : Phase.LOOP;
  }

  private boolean hasTermAfter(Node node) {
    return node.op() == Op.AFFINE
        && node.arguments().stream().anyMatch(v -> termPhase(node, v) == Phase.AFTER);
  }

  private boolean hasTermWithin(Node node) {
    return node.arguments().stream().anyMatch(v -> termPhase(node, v) != Phase.BEFORE);
  }

  private List<Node> operandsBefore(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.op() == Op.AFFINE)
        .flatMap(node -> node.arguments().stream())
        .filter(operand -> !carried.contains(operand))
        .toList();
  }

  /** When the product with one operand of an affine map runs. */
  Phase termPhase(Node affine, Node operand) {
    if (!carried.contains(operand)) {
      return Phase.BEFORE;
    }
    return needed.contains(affine) ? Phase.LOOP : Phase.AFTER;
  }

  /** When a node is complete. */
  Phase of(Node node) {
    Phase phase = phases.get(node);
    if (phase == null) {
      throw new IllegalArgumentException(node.toString());
    }
    return phase;
  }

  /** Whether a node must be kept for every step because something outside the loop touches it. */
  boolean crossesTheLoop(Node node) {
    if (of(node) != Phase.LOOP) {
      return true;
    }
    return node.op() == Op.AFFINE
        && node.arguments().stream().anyMatch(v -> termPhase(node, v) == Phase.BEFORE);
  }

  private static Set<Node> ancestors(Collection<Node> roots) {
    Set<Node> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (found.add(node)) {
        open.addAll(node.arguments());
      }
    }
    return found;
  }
}
