package dev.carousel.data;

/**
 * One pass over a part: a fixed list of chunks, to be consumed in order. Immutable; may be read
 * from several threads.
 */
public interface Epoch {
  /** The number of chunks. */
  int size();

  /**
   * One chunk, a new one at each call.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is no such chunk
   */
  Chunk chunk(int index);

  /**
   * The steps of a chunk, or their maximum if the exact number is known only once the chunk is
   * created.
   */
  default int steps(int index) {
    return chunk(index).steps();
  }

  /** The rows of a chunk. */
  default int rows(int index) {
    return chunk(index).rows();
  }

  /**
   * The start of a row's sequence in the data, in steps. Two sequences whose starts are closer than
   * their length have steps in common. The value is -1 if no two sequences have steps in common, as
   * in rows of a stream and in sequences that a task generates.
   *
   * @param chunk from 0
   * @param row from 0
   */
  default long start(int chunk, int row) {
    return -1;
  }

  /**
   * The number of a row's sequence within the part, if the part numbers its sequences: the same
   * number in every epoch. -1 if it does not, as in rows of a stream.
   *
   * @param chunk from 0
   * @param row from 0
   */
  default int sequence(int chunk, int row) {
    return -1;
  }
}
