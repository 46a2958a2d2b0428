package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
   * @param pinned nodes whose values are read outside of the graph's own order: none may be
   *     overwritten
   * @param kept how long nodes must be kept: {@link BufferSpec.Kind#STEP} where nothing is said
   */
  void placeAll(
      List<Node> nodes,
      List<List<Node>> wishes,
      Set<Node> pinned,
      Map<Node, BufferSpec.Kind> kept) {
    Homes homes = new Homes(nodes, pinned);
    for (Node node : nodes) {
      Place fixed = places.get(node);
      if (fixed != null) {
        places.putIfAbsent(homes.of(node), fixed);
      }
    }
    Map<Node, BufferSpec.Kind> keptHomes = new HashMap<>();
    kept.forEach((node, kind) -> keptHomes.merge(homes.of(node), kind, Placement::longer));
    List<List<Node>> ofHomes =
        wishes.stream()
            .map(wish -> wish.stream().map(homes::of).distinct().toList())
            .sorted(Comparator.comparingInt((List<Node> wish) -> -wish.size()))
            .toList();
    Rows.of(ofHomes).forEach(row -> placeSideBySide(row, keptHomes));
    for (Node node : nodes) {
      if (!places.containsKey(node)) {
        places.put(node, placeOf(node, homes, keptHomes));
      }
    }
  }

  private Place placeOf(Node node, Homes homes, Map<Node, BufferSpec.Kind> kept) {
    Node home = homes.of(node);
    if (node.op() == Op.SLICE) {
      return of(node.argument(0)).shifted(node.offset());
    }
    return home == node ? allocate(kind(node, kept), node) : of(home);
  }

  private Place allocate(BufferSpec.Kind kind, Node node) {
    return allocate(kind, node.size());
  }

  private void placeSideBySide(List<Node> wish, Map<Node, BufferSpec.Kind> kept) {
    List<Node> free =
        wish.stream().filter(n -> !places.containsKey(n) && n.op() != Op.SLICE).distinct().toList();
    if (free.size() < 2) {
      return;
    }
    BufferSpec.Kind kind =
        free.stream().map(n -> kind(n, kept)).reduce(BufferSpec.Kind.STEP, Placement::longer);
    int width = free.stream().mapToInt(Node::size).sum();
    Place at = allocate(kind, width);
    for (Node node : free) {
      places.put(node, at);
      at = at.shifted(node.size());
    }
  }

  private static BufferSpec.Kind kind(Node node, Map<Node, BufferSpec.Kind> kept) {
    return kept.getOrDefault(node, BufferSpec.Kind.STEP);
  }

  private static BufferSpec.Kind longer(BufferSpec.Kind a, BufferSpec.Kind b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
