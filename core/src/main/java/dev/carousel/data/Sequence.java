package dev.carousel.data;

/**
 * A part of a text or of a table as what it is in use: one long sequence with a prediction at every
 * step, and with what precedes it in the same data. Immutable; may be read from several threads.
 */
public interface Sequence {
  /** The number of steps, each with one prediction, N. */
  int length();

  /**
   * How many steps of the same data come before the first: those of the training part before a
   * validation part; 0 where nothing precedes.
   */
  int before();

  /**
   * Some stretches of the sequence side by side, each a row. No row is fresh.
   *
   * @param starts {@code [B]}, the first step of each row, from {@code -before()} on
   * @param lengths {@code [B]}, the steps of each row, at least 0; the longest has T of them, and
   *     shorter ones are masked at their ends
   * @throws IndexOutOfBoundsException if a step is asked for that is not there
   */
  Chunk stretches(int[] starts, int[] lengths);
}
