package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import java.util.function.IntBinaryOperator;

/**
 * An epoch that knows which sequence of the part each row is.
 *
 * @param numbers by chunk and row
 */
record NumberedEpoch(Epoch chunks, IntBinaryOperator numbers) implements Epoch {
  @Override
  public int size() {
    return chunks.size();
  }

  @Override
  public Chunk chunk(int index) {
    return chunks.chunk(index);
  }

  @Override
  public int steps(int index) {
    return chunks.steps(index);
  }

  @Override
  public int rows(int index) {
    return chunks.rows(index);
  }

  @Override
  public int sequence(int chunk, int row) {
    return numbers.applyAsInt(chunk, row);
  }
}
