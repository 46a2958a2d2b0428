package dev.carousel.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a network, and the lists of them that every pass reads: made once, as a pass over a
 * small network takes less than a millisecond.
 */
final class Layers {
  private final @Nullable Layer embedding;
  private final List<@Nullable Layer> categories;
  private final List<Layer> recurrent;
  private final @Nullable Layer pool;
  private final Layer head;
  private final List<Layer> embeddings;
  private final List<Layer> carrying;
  private final List<Layer> all;
  private final List<List<Layer>> byIndex;

  /**
   * @param embedding of symbols; null for none
   * @param categories by category, its embedding; null if it is one-hot
   * @param recurrent from the bottom up, each forward layer before its reverse layer
   * @param pool of the top layer's outputs; null for none
   */
  Layers(
      @Nullable Layer embedding,
      List<@Nullable Layer> categories,
      List<Layer> recurrent,
      @Nullable Layer pool,
      Layer head) {
    this.embedding = embedding;
    this.categories = Collections.unmodifiableList(new ArrayList<>(categories));
    this.recurrent = List.copyOf(recurrent);
    this.pool = pool;
    this.head = head;
    embeddings = present(embedding, this.categories);
    carrying = carrying(recurrent, pool);
    byIndex = byIndex(recurrent);
    List<Layer> ordered = new ArrayList<>(embeddings);
    ordered.addAll(recurrent);
    add(ordered, pool);
    ordered.add(head);
    all = List.copyOf(ordered);
  }

  private static List<Layer> present(@Nullable Layer first, List<@Nullable Layer> others) {
    List<Layer> present = new ArrayList<>();
    add(present, first);
    for (Layer other : others) {
      add(present, other);
    }
    return List.copyOf(present);
  }

  private static List<Layer> carrying(List<Layer> recurrent, @Nullable Layer pool) {
    List<Layer> carrying = new ArrayList<>();
    for (Layer layer : recurrent) {
      add(carrying, layer.reverse() ? null : layer);
    }
    add(carrying, pool);
    return List.copyOf(carrying);
  }

  private static List<List<Layer>> byIndex(List<Layer> recurrent) {
    List<List<Layer>> byIndex = new ArrayList<>();
    for (Layer layer : recurrent) {
      if (layer.index() == byIndex.size()) {
        byIndex.add(new ArrayList<>());
      }
      byIndex.get(layer.index()).add(layer);
    }
    return byIndex.stream().map(List::copyOf).toList();
  }

  private static void add(List<Layer> list, @Nullable Layer layer) {
    if (layer != null) {
      list.add(layer);
    }
  }

  /** The same layers, of which the recurrent ones separate the paths of a gradient. */
  Layers apart() {
    return new Layers(
        embedding, categories, recurrent.stream().map(Layer::apart).toList(), pool, head);
  }

  /** The embedding of symbols; null for none. */
  @Nullable Layer embedding() {
    return embedding;
  }

  /** By category, its embedding; null if it is one-hot. */
  List<@Nullable Layer> categories() {
    return categories;
  }

  /** The embeddings of symbols or categories, which read the data; none if all is one-hot. */
  List<Layer> embeddings() {
    return embeddings;
  }

  /** The recurrent layers from the bottom up, each forward layer before its reverse layer. */
  List<Layer> recurrent() {
    return recurrent;
  }

  /** The recurrent layers at one place from the bottom, by direction. */
  List<Layer> at(int index) {
    return byIndex.get(index);
  }

  /** What pools the outputs of the top layer; null if the head reads the last. */
  @Nullable Layer pool() {
    return pool;
  }

  /** What makes the outputs. */
  Layer head() {
    return head;
  }

  /** Those whose states go on from one chunk to the next. */
  List<Layer> carrying() {
    return carrying;
  }

  /** All, in the order of their parameters. */
  List<Layer> all() {
    return all;
  }
}
