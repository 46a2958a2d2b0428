package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.BackwardGraph;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds which gradients of states can be computed right where the step before looks for them, so
 * that nothing is copied from step to step.
 */
final class CarriedPlaces {
  private final BackwardGraph graph;
  private final Homes homes;
  private final Set<Node> keptHomes = new HashSet<>();

  /**
   * @param kept nodes that are read after the loop
   */
  CarriedPlaces(BackwardGraph graph, Homes homes, Set<Node> kept) {
    this.graph = graph;
    this.homes = homes;
    kept.forEach(node -> keptHomes.add(homes.of(node)));
  }

  /**
   * Whether a state's gradient before the step can take the place of the one that arrives at it:
   * everything that reads that one has then been computed.
   *
   * @param arriving the gradient that arrives
   * @param before the gradient before the step
   */
  boolean canOverwrite(Node arriving, Node before) {
    Node written = homes.of(before);
    return isOfStep(written)
        && isOfStep(arriving)
        && written.op().kind() != Op.Kind.LEAF
        && written.size() == before.size()
        && countEnds(written) == 1
        && countEnds(arriving) == 0
        && isReadBefore(arriving, written);
  }

  private boolean isOfStep(Node home) {
    return !keptHomes.contains(home);
  }

  /** How many gradients before the step have a home. */
  private long countEnds(Node home) {
    return graph.stateGradients().stream()
        .filter(end -> end != null && homes.of(end).equals(home))
        .count();
  }

  private boolean isReadBefore(Node arriving, Node written) {
    Set<Node> sources = CompiledCell.sources(written.arguments());
    return graph.nodes().stream()
        .filter(node -> node.arguments().stream().anyMatch(x -> homes.of(x).equals(arriving)))
        .allMatch(sources::contains);
  }
}
