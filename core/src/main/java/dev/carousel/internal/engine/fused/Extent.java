package dev.carousel.internal.engine.fused;

/**
 * How far a shard reaches, and in what portions it works.
 *
 * @param firstRow the index in the batch of its first row
 * @param rows how many rows it has
 * @param batch how many the batch has
 * @param steps T
 * @param segmentSteps the steps whose values are kept for the backward pass; fewer than T if the
 *     others are computed again
 */
record Extent(int firstRow, int rows, int batch, int steps, int segmentSteps) {
  /**
   * The rows, of several steps, of products outside the loop: what they read and write should stay
   * in the cache.
   */
  private static final int TILE_ROWS = 128;

  /**
   * Tiles of a block. The weights' gradients are products over the rows of a block; their sums are
   * read and written once for each, which costs the less the deeper it is.
   */
  private static final int TILES = 4;

  /**
   * An extent that keeps at least so many steps: whole blocks, so that sums over blocks are the
   * same whatever is kept, bit for bit.
   */
  static Extent of(int firstRow, int rows, int batch, int steps, int keptSteps) {
    int block = blockSteps(rows);
    int segment = (keptSteps + block - 1) / block * block;
    return new Extent(firstRow, rows, batch, steps, Math.min(steps, segment));
  }

  /** The steps of a tile. */
  int tileSteps() {
    return Math.max(1, TILE_ROWS / rows);
  }

  /** The steps of a block. */
  int blockSteps() {
    return blockSteps(rows);
  }

  private static int blockSteps(int rows) {
    return TILES * Math.max(1, TILE_ROWS / rows);
  }

  /** The number of segments. */
  int segments() {
    return (steps + segmentSteps - 1) / segmentSteps;
  }

  /** The number of steps of a segment. */
  int stepsOf(int segment) {
    return Math.min(segmentSteps, steps - segment * segmentSteps);
  }
}
