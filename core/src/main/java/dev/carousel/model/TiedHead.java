package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A head that multiplies by the matrix of the embedding: {@code logits = E' y + b} for an embedding
 * E of {@code [embedding, symbols]} (Press and Wolf, 2017). The matrix is one parameter, of the
 * embedding; the head has a transposed copy of it.
 */
final class TiedHead {
  private static final String OF_HEAD = "head.Wx";
  private static final String OF_EMBEDDING = "embedding.Wx";

  private final Tensor embedding;
  private final Tensor copy;
  private final NamedTensors ofHead;

  private TiedHead(Tensor embedding, NamedTensors bias) {
    this.embedding = embedding;
    copy = embedding.precision().zeros(embedding.extent(1), embedding.extent(0));
    Map<String, Tensor> own = new LinkedHashMap<>();
    own.put(OF_HEAD, copy);
    bias.forEach(own::put);
    ofHead = new NamedTensors(own);
    refresh();
  }

  /** The head of a network with these parameters, which stay live; null if it is not tied. */
  static @Nullable TiedHead of(Network network, NamedTensors parameters) {
    Layer embedding = network.layers().embedding();
    if (!network.spec().tied() || embedding == null) {
      return null;
    }
    Map<String, Tensor> bias = new LinkedHashMap<>();
    network.head().program().parameters().stream()
        .map(parameter -> parameter.name())
        .filter(name -> !name.equals(OF_HEAD))
        .forEach(name -> bias.put(name, parameters.get(network.head().parameterName(name))));
    return new TiedHead(
        parameters.get(embedding.parameterName(OF_EMBEDDING)), new NamedTensors(bias));
  }

  /** Whether a parameter of a layer is the embedding's. */
  static boolean isShared(Network network, Layer layer, String parameter) {
    return network.spec().tied() && layer == network.head() && parameter.equals(OF_HEAD);
  }

  /**
   * Refuses a network whose embedding has another size than what the head reads.
   *
   * @param width of what the head reads
   * @param outputs of the head
   */
  static void requireFit(NetworkSpec spec, int width, int outputs) {
    if (spec.tied() && (spec.embedding() != width || outputs != spec.data().inputFeatures())) {
      throw CarouselException.usage("--tie needs an embedding of the size that the head reads.")
          .expected("an embedding of " + width)
          .found(spec.embedding() == 0 ? "no embedding" : "an embedding of " + spec.embedding())
          .where(spec)
          .mend("--embedding " + width + ", or other units of the top layer")
          .build();
    }
  }

  /** The parameters of the head. */
  NamedTensors ofHead() {
    return ofHead;
  }

  /** Takes over changed elements of the embedding. */
  void refresh() {
    transpose(embedding, copy);
  }

  private static void transpose(Tensor from, Tensor to) {
    int rows = from.extent(0);
    int columns = from.extent(1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to.set(j * rows + i, from.get(i * columns + j));
      }
    }
  }

  /** Adds the gradient of the head's copy to that of the embedding. */
  static void join(Network network, Map<String, NamedTensors> byLayer, PassBuffers buffers) {
    Layer embedding = network.layers().embedding();
    if (!network.spec().tied() || embedding == null) {
      return;
    }
    NamedTensors ofHead = Objects.requireNonNull(byLayer.get(network.head().name()));
    NamedTensors below = Objects.requireNonNull(byLayer.get(embedding.name()));
    Tensor own = below.get(OF_EMBEDDING);
    Tensor sum = buffers.tensor(own.extent(0), own.extent(1));
    transpose(ofHead.get(OF_HEAD), sum);
    sum.addScaled(1, own);
    byLayer.put(embedding.name(), new NamedTensors(Map.of(OF_EMBEDDING, sum)));
  }
}
