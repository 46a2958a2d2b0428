package dev.carousel.internal.kernel;

/** An {@link ElementChain}, ready to run. */
@FunctionalInterface
public interface ElementLoop {
  /**
   * Runs all operations on a block of rows.
   *
   * @param rows the number of rows
   * @param n the number of elements of a row
   * @param at where the rows of each operand begin in its array
   */
  void run(int rows, int n, int[] at);
}
