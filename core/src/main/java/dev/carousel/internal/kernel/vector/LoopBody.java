package dev.carousel.internal.kernel.vector;

/** A loop over whole vectors of some rows. */
@FunctionalInterface
interface LoopBody {
  /**
   * Runs it.
   *
   * @param rows the number of rows
   * @param bound the number of elements of a row, a multiple of the length of a vector
   * @param arrays of the operands
   * @param strides of the operands, from a row to the next
   * @param at where the rows of each operand begin
   * @param constants scale and shift of each operation
   */
  void run(int rows, int bound, float[][] arrays, int[] strides, int[] at, float[] constants);
}
