package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;

/**
 * The size of a pass.
 *
 * @param rows how many the batch has
 * @param steps T
 * @param keptSteps the number of steps whose values are kept at a time, at least
 * @param isCut whether threads share the time, not the rows
 * @param blocks how many blocks' shares of the weight gradients are added at once, at most
 */
record PassExtent(int rows, int steps, int keptSteps, boolean isCut, int blocks) {
  /** Up to so many rows; more are enough for all threads of a small machine. */
  private static final int MOST_ROWS_TO_CUT = 8;

  /** A block of so many pieces; of the widest layers it still fits into the cache. */
  private static final int PIECES = 8;

  /**
   * The blocks of wide layers whose shares of the weight gradients are added at once. So the sums
   * come into the first cache half as often as with one: a training step of 512 units took 0.96 of
   * its time. Those of narrow layers stay in the cache anyway.
   */
  private static final int BLOCKS_OF_WIDE_LAYERS = 2;

  /**
   * As {@link #of}; what is worth the threads' meeting has at least this many rows, of all steps.
   */
  private static final int LEAST_TO_CUT = 256;

  /**
   * One block of steps, which stays in the cache: 0.89 to 0.99 of the time of all at 64 x 100 x 128
   * x 256, 0.95 at 64 x 48 x 8 x 64.
   */
  static final int KEPT_IN_INFERENCE = 1;

  /**
   * The steps that training keeps.
   *
   * @param wanted as {@link dev.carousel.engine.EngineSettings#keptSteps}, 0 for all
   */
  static int keptInTraining(int steps, int wanted) {
    return wanted == 0 ? steps : Math.min(steps, wanted);
  }

  /**
   * The size of a pass of a plan. It follows from these numbers alone, so that bits do not depend
   * on the number of threads.
   */
  static PassExtent of(CellPlan plan, int rows, int steps, int keptSteps) {
    boolean isLong = rows <= MOST_ROWS_TO_CUT && (long) rows * steps >= LEAST_TO_CUT;
    boolean isCut = plan.canCutTime() && isLong;
    int blocks = !isCut && ParameterGradients.packsLeftSides(plan) ? BLOCKS_OF_WIDE_LAYERS : 1;
    return new PassExtent(rows, steps, keptSteps, isCut, blocks);
  }

  /** Whether it is this one; asking makes no object. */
  boolean is(int otherRows, int otherSteps, int otherKept) {
    return rows == otherRows && steps == otherSteps && keptSteps == otherKept;
  }

  /** The extents of all shards. */
  Extent[] shards() {
    if (isCut) {
      return new Extent[] {Extent.of(0, rows, rows, steps, keptSteps, PIECES, blocks)};
    }
    int height = ShardSize.of(rows);
    Extent[] extents = new Extent[(rows + height - 1) / height];
    for (int i = 0; i < extents.length; i++) {
      int first = i * height;
      int some = Math.min(height, rows - first);
      extents[i] = Extent.of(first, some, rows, steps, keptSteps, 1, blocks);
    }
    return extents;
  }
}
