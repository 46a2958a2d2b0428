package dev.carousel.data;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is cut: into B contiguous rows of nearly equal length (the first ones are longer by
 * one), and each row into chunks of T steps, so that chunk j holds steps j*T to (j+1)*T of every
 * row.
 *
 * @param length the steps of the whole stream, at least 1
 * @param rows B
 * @param steps T
 */
record StreamLayout(int length, int rows, int steps) {
  /** As many rows as asked for, or as there are steps; chunks no longer than a row. */
  static StreamLayout of(int length, int batch, int steps) {
    Sizes.requireChunk(batch, steps);
    int rows = Math.min(batch, length);
    int longest = (int) (((long) length + rows - 1) / rows);
    return new StreamLayout(length, rows, Math.min(steps, longest));
  }

  /** The chunks that are cut in this way, whose sizes are known before they are made. */
  Epoch epoch(IntFunction<Chunk> chunks) {
    return new LazyEpoch(chunks(), chunks, this::chunkSteps, index -> rows);
  }

  /** The number of chunks. */
  int chunks() {
    return (int) (((long) longest() + steps - 1) / steps);
  }

  /** The steps of a chunk: T, or what is left in the last. */
  int chunkSteps(int chunk) {
    return Math.min(steps, longest() - chunk * steps);
  }

  /** Where in the stream a row's part of a chunk starts. */
  int start(int chunk, int row) {
    return row * shortest() + Math.min(row, length % rows) + chunk * steps;
  }

  /** The steps of a chunk that are real in a row. */
  int realSteps(int chunk, int row) {
    int rowLength = row < length % rows ? longest() : shortest();
    return Math.min(chunkSteps(chunk), rowLength - chunk * steps);
  }

  /** True for every real step, {@code [T, B]}; null if all are. */
  boolean @Nullable [] mask(int chunk) {
    if (realSteps(chunk, rows - 1) == chunkSteps(chunk)) {
      return null;
    }
    boolean[] mask = new boolean[Sizes.product(chunkSteps(chunk), rows)];
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < realSteps(chunk, row); step++) {
        mask[step * rows + row] = true;
      }
    }
    return mask;
  }

  /** Every row is fresh in the first chunk, none later. */
  boolean[] fresh(int chunk) {
    return chunk == 0 ? Chunk.allFresh(rows) : new boolean[rows];
  }

  private int shortest() {
    return length / rows;
  }

  private int longest() {
    return shortest() + (length % rows == 0 ? 0 : 1);
  }
}
