package dev.carousel.data;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One part of the data, read epoch by epoch. The same arguments give the same chunks. Immutable;
 * may be read from several threads.
 */
public interface Part {
  /**
   * The number of predictions in one pass, 0 for an empty part. Where a task predicts at every step
   * of sequences of several lengths, the most there can be; count {@link Chunk#predictions()}
   * instead for a mean.
   */
  long symbols();

  /**
   * One pass over the part.
   *
   * <p>Nothing is dropped. Rows of different lengths are masked at their ends, the last chunk may
   * have fewer steps or rows, and there are never more rows than predictions. Long streams are cut
   * into chunks of {@code steps}; windows of a table and the sequences of tasks are always whole in
   * one chunk, whatever {@code steps} says. A stream that is too short for {@code batch} rows of
   * {@code steps} is cut into fewer rows, not into shorter ones: see {@link ChunkFit}.
   *
   * @param batch the most rows in a chunk, B
   * @param steps the most steps in a chunk of a stream, T; more than the stream has is no error
   * @param seed of the order and of generated sequences
   * @param epoch which pass, from 0
   * @throws dev.carousel.error.CarouselException if {@code batch} or {@code steps} is less than 1
   */
  Epoch epoch(int batch, int steps, long seed, int epoch);

  /**
   * The part as one long sequence, as it is read in use; empty if it is made of many sequences that
   * have nothing to do with each other, such as windows and the sequences of tasks.
   */
  default Optional<Sequence> sequence() {
    return Optional.empty();
  }

  /**
   * The class that stands for symbols that training has never seen; empty if there is none. A
   * network cannot learn to predict it.
   */
  default OptionalInt unknownClass() {
    return OptionalInt.empty();
  }

  /** A part without anything in it. */
  static Part empty() {
    return EmptyPart.INSTANCE;
  }
}
