package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.engine.reference.InterpretedProgram;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import java.util.List;
import java.util.Optional;

/** Tells of which networks Carousel reads the graph that it writes. */
public final class ReadableGraph {
  private ReadableGraph() {}

  /**
   * What the graph has that is not read; empty if it is read.
   *
   * @param network compiled for the reference engine
   */
  public static Optional<String> fault(Network network) {
    NetworkSpec spec = network.spec();
    List<Layer> layers = network.recurrentLayers();
    List<Optional<Kind>> kinds = layers.stream().map(ReadableGraph::kind).toList();
    if (kinds.stream().anyMatch(Optional::isEmpty)) {
      return Optional.of("a Scan");
    }
    boolean isAlike =
        kinds.stream().distinct().count() == 1
            && layers.stream().map(layer -> layer.program().outputSize()).distinct().count() == 1;
    if (!isAlike) {
      return Optional.of("layers that differ");
    }
    if (!spec.data().categories().isEmpty()) {
      return Optional.of("categories");
    }
    if (spec.tied()) {
      return Optional.of("a tied head");
    }
    return spec.pool() == Pool.LAST ? Optional.empty() : Optional.of("a pool");
  }

  private static Optional<Kind> kind(Layer layer) {
    return Kind.of(((InterpretedProgram) layer.program()).cell().forward());
  }
}
