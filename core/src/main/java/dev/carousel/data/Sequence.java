package dev.carousel.data;

/**
 * A part of a text or a table as one long sequence, as in use: with a prediction at every step, and
 * with the preceding data. Immutable; may be read from several threads.
 */
public interface Sequence {
  /** The number of steps, each with one prediction, N. */
  int length();

  /**
   * The number of steps of the same data before the first: those of the training part before a
   * validation part; 0 if nothing precedes.
   */
  int before();

  /**
   * Some parts of the sequence as the rows of a chunk. No row is fresh.
   *
   * @param starts {@code [B]}, the first step of each row, from {@code -before()} on
   * @param lengths {@code [B]}, the steps of each row, at least 0; the longest has T of them, and
   *     shorter ones are masked at their ends
   * @throws IndexOutOfBoundsException if a requested step does not exist
   */
  Chunk stretches(int[] starts, int[] lengths);
}
