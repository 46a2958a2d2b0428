package dev.carousel.train;

/**
 * How a long sequence is read to measure a network on it. Apart from rounding, it affects only the
 * speed, not the result.
 *
 * @param rows the maximum number of rows
 * @param shortest the minimum steps of a row, if there are several
 * @param steps of a chunk
 * @param warmUp the steps before a row that are read first, without being scored
 * @param context the maximum number of steps before the part that are read first, without being
 *     scored
 */
record ReadingPlan(int rows, int shortest, int steps, int warmUp, int context) {
  /**
   * The default. On the novel, an LSTM of 128 units trained for 200 updates comes within a
   * millionth of its state from any other in 1,024 steps, but not in 256.
   */
  static final ReadingPlan USUAL =
      new ReadingPlan(32, 2048, 128, Evaluation.CONTEXT, Evaluation.CONTEXT);

  /** The number of rows for a sequence. */
  int rows(int length) {
    return Math.max(1, Math.min(rows, length / shortest));
  }
}
