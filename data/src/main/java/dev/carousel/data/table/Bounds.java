package dev.carousel.data.table;

import java.util.Arrays;

/**
 * The parts of a table by position: of each group, those before {@code trainTo} train, those from
 * there to {@code validTo} validate, and those from there on test.
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record Bounds(int[] trainTo, int[] validTo) {
  /** Everything in the training part. */
  static Bounds allTraining(RowOrder order) {
    int[] ends = Arrays.copyOfRange(order.starts(), 1, order.starts().length);
    return new Bounds(ends, ends);
  }
}
