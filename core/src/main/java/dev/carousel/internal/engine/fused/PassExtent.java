package dev.carousel.internal.engine.fused;

/**
 * The size of a pass.
 *
 * @param rows how many the batch has
 * @param steps T
 * @param keptSteps the number of steps whose values are kept at a time, at least
 */
record PassExtent(int rows, int steps, int keptSteps) {
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

  /** Whether it is this one; asking makes no object. */
  boolean is(int otherRows, int otherSteps, int otherKept) {
    return rows == otherRows && steps == otherSteps && keptSteps == otherKept;
  }

  /** The extents of all shards. */
  Extent[] shards() {
    int height = ShardSize.of(rows);
    Extent[] extents = new Extent[(rows + height - 1) / height];
    for (int i = 0; i < extents.length; i++) {
      int first = i * height;
      extents[i] = Extent.of(first, Math.min(height, rows - first), rows, steps, keptSteps);
    }
    return extents;
  }
}
