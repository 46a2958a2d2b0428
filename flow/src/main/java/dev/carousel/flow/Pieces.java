package dev.carousel.flow;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;

/**
 * The chunks of an epoch that are measured, and which of their rows are independent of each other.
 *
 * <p>The chunks of a stream are consecutive, and everything in one row is one piece, because its
 * end points are near each other. So it is with the sequences of a task. Windows of a table
 * overlap: those that start within two window lengths of each other are one piece. Chunks come from
 * all over the table, so that there are several pieces.
 *
 * @param epoch of the data
 * @param most the maximum number of chunks
 */
record Pieces(Epoch epoch, int most) {
  /** The distance in window lengths at which means are almost uncorrelated (0.1). */
  private static final int LENGTHS = 2;

  /** The number of chunks that are measured. */
  int chunks() {
    return Math.min(most, epoch.size());
  }

  /** The place in the epoch of one of them. */
  int chunk(int index) {
    return epoch.start(0, 0) < 0 ? index : (int) ((long) index * epoch.size() / chunks());
  }

  /** The piece of data that a row is from. */
  long of(int index, Chunk chunk, int row) {
    long start = epoch.start(index, row);
    return start < 0 ? row : start / ((long) LENGTHS * chunk.steps());
  }
}
