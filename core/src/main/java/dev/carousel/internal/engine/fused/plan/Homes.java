package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes share one place. A tap is another name for its argument, and a slice for part of it.
 * An element-wise operation overwrites its first argument if nothing else reads that; so the gates
 * of an LSTM are computed in place of their sums.
 */
final class Homes {
  private final Map<Node, Integer> readers = new HashMap<>();
  private final Set<Node> pinned;

  /**
   * @param pinned nodes that are read outside of the graph's own order
   */
  Homes(List<Node> nodes, Set<Node> pinned) {
    this.pinned = pinned;
    nodes.forEach(node -> node.arguments().forEach(x -> readers.merge(x, 1, Integer::sum)));
  }

  /** The node whose place this one takes; of a slice, the node whose place it lies in. */
  Node of(Node node) {
    boolean isView = node.op() == Op.TAP || node.op() == Op.SLICE;
    return isView || overwritesArgument(node) ? of(node.argument(0)) : node;
  }

  private boolean overwritesArgument(Node node) {
    if (node.op().kind() != Op.Kind.POINTWISE) {
      return false;
    }
    Node x = node.argument(0);
    boolean isComputed = x.op().kind() != Op.Kind.LEAF && x.op() != Op.SLICE;
    return isComputed && readers.getOrDefault(x, 0) == 1 && !pinned.contains(x);
  }
}
