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
 * @param pieces how many pieces of time a block has, so that members of a team have some each
 * @param blocks how many blocks' shares of the weight gradients are added at once, at most
 */
record Extent(
    int firstRow, int rows, int batch, int steps, int segmentSteps, int pieces, int blocks) {
  /**
   * The rows, of several steps, of products outside the loop. What they read and write should stay
   * in the cache: at 64 x 100 x 128 x 256 blocks of 512 rows took 3 % longer, of 64 as long.
   */
  private static final int PIECE_ROWS = 128;

  /**
   * An extent that keeps at least so many steps: whole blocks, so that sums over blocks are the
   * same whatever is kept, bit for bit.
   */
  static Extent of(
      int firstRow, int rows, int batch, int steps, int keptSteps, int pieces, int blocks) {
    int block = pieces * pieceSteps(rows);
    long segment = ((long) keptSteps + block - 1) / block * block;
    int segmentSteps = (int) Math.min(steps, segment);
    return new Extent(firstRow, rows, batch, steps, segmentSteps, pieces, blocks);
  }

  /** The steps of a block. */
  int blockSteps() {
    return pieces * pieceSteps();
  }

  /** The steps whose shares of the weight gradients are added at once, at most. */
  int sumSteps() {
    return Math.min(blocks * blockSteps(), segmentSteps);
  }

  /** Where the last block of some steps begins. */
  int lastBlock(int ofSteps) {
    return (ofSteps - 1) / blockSteps() * blockSteps();
  }

  /** The steps of the block that begins there, of some steps. */
  int blockSteps(int from, int ofSteps) {
    return Math.min(blockSteps(), ofSteps - from);
  }

  /** The steps of a piece of a block. */
  int pieceSteps() {
    return pieceSteps(rows);
  }

  private static int pieceSteps(int rows) {
    return Math.max(1, PIECE_ROWS / rows);
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
