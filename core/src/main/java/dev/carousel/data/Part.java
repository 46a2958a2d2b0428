package dev.carousel.data;

import java.util.OptionalInt;

/**
 * One part of the data, read epoch by epoch. The same arguments give the same chunks. Immutable;
 * may be read from several threads.
 */
public interface Part {
  /**
   * The number of predictions in one pass, 0 for an empty part. If a task predicts at every step of
   * sequences of different lengths, it is the maximum; for a mean, count {@link
   * Chunk#predictions()} instead.
   */
  long symbols();

  /**
   * One pass over the part.
   *
   * <p>No data is dropped. Rows of different lengths are masked at their ends, the last chunk may
   * have fewer steps or rows, and there are never more rows than predictions. Long sequences are
   * cut into chunks of {@code steps}. Windows of a table and the sequences of tasks are never cut,
   * whatever {@code steps} is. A long sequence that is too short for {@code batch} rows of {@code
   * steps} is cut into fewer rows, not into shorter ones. Several long sequences stand in batches
   * of rows of similar length. See {@link ChunkFit}.
   *
   * @param batch the maximum number of rows in a chunk, B
   * @param steps the maximum number of steps in a chunk of a stream, T; may exceed the length of
   *     the stream
   * @param seed of the order and of generated sequences
   * @param epoch the number of the pass, from 0
   * @throws dev.carousel.error.CarouselException if {@code batch} or {@code steps} is less than 1
   */
  Epoch epoch(int batch, int steps, long seed, int epoch);

  /**
   * The long sequences of the part, as they are read in use; none if it consists of independent
   * sequences that are read whole, each in one chunk, such as windows and the sequences of tasks.
   */
  default SequenceList sequences() {
    return SequenceList.none();
  }

  /**
   * The class that stands for all symbols outside the vocabulary, such as those that do not occur
   * in the training part; empty if there is none.
   */
  default OptionalInt unknownClass() {
    return OptionalInt.empty();
  }

  /** A part without data. */
  static Part empty() {
    return EmptyPart.INSTANCE;
  }
}
