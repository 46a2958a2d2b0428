package dev.carousel.data;

import java.util.Objects;
import java.util.function.IntFunction;

/** An epoch that makes a chunk when it is asked for. */
record LazyEpoch(int size, IntFunction<Chunk> chunks) implements Epoch {
  @Override
  public Chunk chunk(int index) {
    return chunks.apply(Objects.checkIndex(index, size));
  }
}
