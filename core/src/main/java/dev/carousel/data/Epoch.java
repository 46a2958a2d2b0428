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
}
