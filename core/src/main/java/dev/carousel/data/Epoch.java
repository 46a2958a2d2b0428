package dev.carousel.data;

/**
 * One pass over a part: a fixed list of chunks, to be consumed in order. Immutable; may be read
 * from several threads.
 */
public interface Epoch {
  /** The number of chunks. */
  int size();

  /**
   * One chunk, made anew at each call.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is no such chunk
   */
  Chunk chunk(int index);

  /** The steps of a chunk, or the most it can have where it would have to be made to tell. */
  default int steps(int index) {
    return chunk(index).steps();
  }

  /** The rows of a chunk. */
  default int rows(int index) {
    return chunk(index).rows();
  }

  /**
   * Where in the data a row's sequence begins, in steps: two sequences that begin less than their
   * length apart have steps in common. -1 where no two sequences have: rows of a stream, and
   * sequences that a task makes.
   *
   * @param chunk from 0
   * @param row from 0
   */
  default long start(int chunk, int row) {
    return -1;
  }
}
