package dev.carousel.internal.engine.fused;

/**
 * A shard's share of the gradients of the matrices of one {@link
 * dev.carousel.internal.engine.fused.plan.WeightGradient}, added up over all steps. Members of a
 * team share the bands of its columns or rows.
 */
interface MatrixGradient {
  /** Forgets the sum: a member of a team its share. */
  void start(int member, int members);

  /** Packs what the steps of some blocks give: a member of a team its share. */
  void ready(int step, int steps, int member, int members);

  /** Adds what the steps of some blocks give, the last block first: a member its share. */
  void add(int step, int steps, int member, int members);

  /**
   * Hands some rows of the sum over to a matrix.
   *
   * @param at where they begin in the matrix
   * @param isFirst whether they are all that the matrix is so far; else they are added to it
   */
  void handOver(float[] matrix, int at, int firstRow, int height, boolean isFirst);
}
