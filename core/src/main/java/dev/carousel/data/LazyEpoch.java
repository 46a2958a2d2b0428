package dev.carousel.data;

import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * An epoch that creates a chunk on request, and knows its size without creating it.
 *
 * @param stepsOf of a chunk, or their maximum
 * @param rowsOf of a chunk
 */
public record LazyEpoch(
    int size, IntFunction<Chunk> chunks, IntUnaryOperator stepsOf, IntUnaryOperator rowsOf)
    implements Epoch {
  @Override
  public Chunk chunk(int index) {
    return chunks.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int steps(int index) {
    return stepsOf.applyAsInt(Objects.checkIndex(index, size));
  }

  @Override
  public int rows(int index) {
    return rowsOf.applyAsInt(Objects.checkIndex(index, size));
  }
}
