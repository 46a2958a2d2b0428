package dev.carousel.data;

import java.util.stream.IntStream;

/**
 * How a stream is cut for training. It is cut into B contiguous rows of nearly equal length (the
 * first ones are longer by one), and each row into chunks of T steps. Chunk j holds steps j*T to
 * (j+1)*T of every row.
 *
 * @param length N, the steps of the whole stream, at least 1
 * @param rows B
 * @param steps T
 */
public record StreamLayout(int length, int rows, int steps) {
  /**
   * The layout with min(batch, N / steps) rows, at least 1. Chunks are shorter only if the stream
   * has fewer steps than one chunk.
   */
  public static StreamLayout of(int length, int batch, int steps) {
    Sizes.requireChunk(batch, steps);
    return new StreamLayout(
        length, Math.max(1, Math.min(batch, length / steps)), Math.min(steps, length));
  }

  /**
   * The chunks of the only sequence of a list in this layout; their sizes are known before they are
   * created.
   */
  Epoch epoch(SequenceList sequence) {
    return new LazyEpoch(
        chunks(), index -> chunk(sequence, index), this::chunkSteps, index -> rows);
  }

  private Chunk chunk(SequenceList sequence, int index) {
    int[] starts = IntStream.range(0, rows).map(row -> start(index, row)).toArray();
    int[] lengths = IntStream.range(0, rows).map(row -> realSteps(index, row)).toArray();
    Chunk chunk = sequence.stretches(new int[rows], starts, lengths);
    return new Chunk(chunk.inputs(), chunk.targets(), chunk.mask(), fresh(index));
  }

  /** The number of chunks. */
  public int chunks() {
    return (int) (((long) longest() + steps - 1) / steps);
  }

  /** The steps of a chunk: T, or fewer in the last one. */
  public int chunkSteps(int chunk) {
    return Math.min(steps, longest() - chunk * steps);
  }

  /** The position in the stream at which a row's part of a chunk starts. */
  public int start(int chunk, int row) {
    return row * shortest() + Math.min(row, length % rows) + chunk * steps;
  }

  /** The steps of a chunk that are real in a row. */
  public int realSteps(int chunk, int row) {
    int rowLength = row < length % rows ? longest() : shortest();
    return Math.min(chunkSteps(chunk), rowLength - chunk * steps);
  }

  /** Every row is fresh in the first chunk, none later. */
  private boolean[] fresh(int chunk) {
    return chunk == 0 ? Chunk.allFresh(rows) : new boolean[rows];
  }

  private int shortest() {
    return length / rows;
  }

  private int longest() {
    return shortest() + (length % rows == 0 ? 0 : 1);
  }
}
