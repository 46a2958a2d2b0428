package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;

/**
 * An element-wise operation of a {@link ElementChain}, whose operands it names by their numbers.
 * The result may be one of the operands.
 *
 * @param scale the factor of a {@link Op#LINEAR}; else ignored
 * @param shift the constant of a {@link Op#LINEAR}; else ignored
 * @param x the first operand
 * @param y the second operand; of an operation that has none, x again
 * @param z the third operand; of an operation that has none, x again
 * @param out the result
 */
public record Elementwise(Op op, float scale, float shift, int x, int y, int z, int out) {
  /**
   * Rows of an array: from an offset on, element (i, j) lies {@code i * stride + j} further.
   *
   * @param array live
   * @param stride from a row to the next; 0 repeats one row
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  public record Rows(float[] array, int stride) {}
}
