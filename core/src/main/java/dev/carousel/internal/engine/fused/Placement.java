package dev.carousel.internal.engine.fused;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every vector of both graphs its place. */
final class Placement {
  private final List<BufferSpec> buffers = new ArrayList<>();
  private final Map<Node, Place> places = new HashMap<>();

  List<BufferSpec> buffers() {
    return List.copyOf(buffers);
  }

  /** A new buffer. */
  Place allocate(BufferSpec.Kind kind, int width) {
    buffers.add(new BufferSpec(kind, width));
    return new Place(buffers.size() - 1, 0, false);
  }

  /** Fixes the place of a node. */
  void put(Node node, Place place) {
    places.put(node, place);
  }

  /** The place of a node that has one; that of a view follows from what it views. */
  Place of(Node node) {
    Place place = places.get(node);
    if (place == null) {
      throw new IllegalArgumentException(node + " has no place");
    }
    return place;
  }

  /**
   * Places the nodes of a graph: those that a product wants side by side first, in the order of the
   * length of the wish, then the others.
   *
   * @param wishes lists of nodes that should lie side by side
   * @param kept nodes that must be kept for every step
   */
  void placeAll(List<Node> nodes, List<List<Node>> wishes, Set<Node> kept) {
    Set<Node> keptRoots = new LinkedHashSet<>();
    kept.forEach(node -> keptRoots.add(viewed(node)));
    wishes.stream()
        .map(this::placeable)
        .sorted(Comparator.comparingInt((List<Node> wish) -> -wish.size()))
        .forEach(wish -> placeSideBySide(wish, keptRoots));
    for (Node node : nodes) {
      if (!places.containsKey(node)) {
        places.put(node, isView(node) ? viewPlace(node) : allocate(kind(node, keptRoots), node));
      }
    }
  }

  private Place allocate(BufferSpec.Kind kind, Node node) {
    return allocate(kind, node.size());
  }

  private List<Node> placeable(List<Node> wish) {
    return wish.stream().map(node -> node.op() == Op.TAP ? viewed(node) : node).toList();
  }

  private void placeSideBySide(List<Node> wish, Set<Node> kept) {
    List<Node> free =
        wish.stream().filter(n -> !places.containsKey(n) && !isView(n)).distinct().toList();
    if (free.size() < 2) {
      return;
    }
    boolean isKept = free.stream().anyMatch(kept::contains);
    int width = free.stream().mapToInt(Node::size).sum();
    Place at = allocate(isKept ? BufferSpec.Kind.SEQUENCE : BufferSpec.Kind.STEP, width);
    for (Node node : free) {
      places.put(node, at);
      at = at.shifted(node.size());
    }
  }

  private static BufferSpec.Kind kind(Node node, Set<Node> kept) {
    return kept.contains(node) ? BufferSpec.Kind.SEQUENCE : BufferSpec.Kind.STEP;
  }

  /** A slice or a tap is another name for part of its argument. */
  private static boolean isView(Node node) {
    return node.op() == Op.SLICE || node.op() == Op.TAP;
  }

  private static Node viewed(Node node) {
    return isView(node) ? viewed(node.argument(0)) : node;
  }

  private Place viewPlace(Node view) {
    Place whole = of(view.argument(0));
    return view.op() == Op.SLICE ? whole.shifted(view.offset()) : whole;
  }
}
