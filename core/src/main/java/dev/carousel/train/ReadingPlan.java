package dev.carousel.train;

/**
 * How a long sequence is read to measure a network on it. What is measured does not depend on it
 * beyond rounding: it only decides how fast.
 *
 * @param rows the most rows
 * @param shortest the fewest steps of a row, where there are several
 * @param steps of a chunk
 * @param warmUp the steps before a row that are read first, without being scored
 * @param context the most steps before the part that are read first, without being scored
 */
record ReadingPlan(int rows, int shortest, int steps, int warmUp, int context) {
  /**
   * What is usual. On the novel, an LSTM of 128 units trained for 200 updates comes within a
   * millionth of its state from any other in 1,024 steps, but not in 256.
   */
  static final ReadingPlan USUAL =
      new ReadingPlan(32, 2048, 128, Evaluation.CONTEXT, Evaluation.CONTEXT);

  /** How many rows a sequence is read in. */
  int rows(int length) {
    return Math.max(1, Math.min(rows, length / shortest));
  }
}
