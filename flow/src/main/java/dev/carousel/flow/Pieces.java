package dev.carousel.flow;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;

/**
 * Which chunks of an epoch are looked at, and which of their rows are independent of each other.
 *
 * <p>The chunks of a stream are consecutive, and all that is seen of one row is one piece: its ends
 * lie near each other. A task's sequences come row by row too. Windows of a table overlap; those
 * that begin within two lengths of a window from each other are one piece, and chunks from all over
 * the table are looked at, so that there are several.
 *
 * @param epoch of the data
 * @param most how many chunks to look at
 */
record Pieces(Epoch epoch, int most) {
  /** Of neighbours of this many lengths the means are all but uncorrelated (0.1). */
  private static final int LENGTHS = 2;

  /** How many chunks there are to look at. */
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
