package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides when each node of a graph is computed.
 *
 * <p>A product whose operand does not depend on what the loop carries runs before the loop, over
 * all steps at once. One that the loop does not need runs after it. Element-wise work stays in the
 * loop, where its operands are in the cache, unless a product outside the loop asks for it.
 *
 * <p>A loop without products is a chain of short operations, in which each step waits for the one
 * before: there, everything that can leaves the loop. Only what is a matrix for each step stays:
 * all steps of a block would not fit into the cache.
 */
final class Phases {
  private final Map<Node, Phase> phases = new HashMap<>();
  private final Set<Node> fixed = new LinkedHashSet<>();
  private final Set<Node> carried;
  private final Set<Node> needed;
  private final Set<Node> matrices;
  private final boolean hasProductInLoop;

  /**
   * @param nodes of the graph, arguments first
   * @param carriedLeaf the leaf by which a step gets something from the step before it in the loop
   * @param roots what the loop must compute
   * @param isFixed whether a leaf is the same at all steps of all rows
   */
  Phases(List<Node> nodes, Op carriedLeaf, Collection<Node> roots, Predicate<Node> isFixed) {
    addFixed(nodes, roots, isFixed);
    carried = CompiledCell.dependents(nodes, carriedLeaf);
    needed = ancestors(roots);
    matrices = matrices(nodes);
    hasProductInLoop = nodes.stream().anyMatch(this::isProductInLoop);
    Set<Node> before = ancestors(operandsBefore(nodes));
    if (!hasProductInLoop) {
      addMovable(nodes, before);
    }
    Set<Node> kept = hasProductInLoop ? Set.copyOf(nodes) : keptInLoop(nodes);
    Set<Node> after = new HashSet<>();
    for (Node node : nodes) {
      boolean isLate = carried.contains(node) && !kept.contains(node);
      if (isLate || node.arguments().stream().anyMatch(after::contains) || hasTermAfter(node)) {
        after.add(node);
      }
    }
    for (Node node : nodes) {
      phases.put(node, phaseOf(node, before, after));
    }
  }

  /** Whether a matrix is multiplied at each step, so that the loop takes its time. */
  boolean hasProductInLoop() {
    return hasProductInLoop;
  }

  private boolean isProductInLoop(Node node) {
    return node.op() == Op.AFFINE
        && node.arguments().stream().anyMatch(v -> termPhase(node, v) == Phase.LOOP);
  }

  /** Adds what does not depend on what the loop carries. */
  private void addMovable(List<Node> nodes, Set<Node> before) {
    for (Node node : nodes) {
      boolean isComputed = node.op().kind() != Op.Kind.LEAF && node.op() != Op.AFFINE;
      if (isComputed && !carried.contains(node) && !matrices.contains(node)) {
        before.addAll(ancestors(List.of(node)));
      }
    }
  }

  /** What the loop must compute, and all that a matrix of each step is made of or made into. */
  private Set<Node> keptInLoop(List<Node> nodes) {
    List<Node> ends = new ArrayList<>(needed);
    for (Node node : nodes) {
      if (matrices.contains(node) || node.arguments().stream().anyMatch(Phases::isOverwritten)) {
        ends.add(node);
      }
    }
    return ancestors(ends);
  }

  /** What is a matrix for each step, and the products with one. */
  private static Set<Node> matrices(List<Node> nodes) {
    Set<Node> found = new HashSet<>();
    for (Node node : nodes) {
      boolean isOfMatrix =
          node.op().kind() == Op.Kind.POINTWISE
              && node.arguments().stream().anyMatch(x -> found.contains(x) && !isVector(x));
      if (isOfMatrix || node.op().kind() == Op.Kind.BILINEAR) {
        found.add(node);
      }
    }
    return found;
  }

  private static boolean isVector(Node node) {
    return node.op() == Op.TIMES || node.op() == Op.TRANSPOSED_TIMES;
  }

  /** The gradient that arrives from the step after is gone when the step is done. */
  private static boolean isOverwritten(Node node) {
    return node.op() == Op.STATE_GRADIENT;
  }

  /** What follows from parameters and constants alone, element by element. */
  private void addFixed(List<Node> nodes, Collection<Node> roots, Predicate<Node> isFixed) {
    for (Node node : nodes) {
      boolean isComputed =
          switch (node.op().kind()) {
            case POINTWISE, SHAPE, GROUPED, BILINEAR -> true;
            default -> false;
          };
      boolean isOfFixed =
          node.arguments().stream()
              .allMatch(x -> x.op().kind() == Op.Kind.LEAF ? isFixed.test(x) : fixed.contains(x));
      if (isComputed && isOfFixed && !roots.contains(node)) {
        fixed.add(node);
      }
    }
  }

  /** Whether a node has one value for all steps of all rows. */
  boolean isFixed(Node node) {
    return fixed.contains(node);
  }

  /** The nodes that have one value for all steps of all rows. */
  Set<Node> fixed() {
    return Collections.unmodifiableSet(fixed);
  }

  private Phase phaseOf(Node node, Set<Node> before, Set<Node> after) {
    if (fixed.contains(node)) {
      return Phase.ONCE;
    }
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
