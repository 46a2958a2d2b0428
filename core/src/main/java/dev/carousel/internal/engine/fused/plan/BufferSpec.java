package dev.carousel.internal.engine.fused.plan;

/** A matrix that a shard works in: some rows, each of {@code width} elements. */
public record BufferSpec(Kind kind, int width) {

  /** Which rows a buffer has. R is the number of rows of the shard. */
  public enum Kind {
    /** R rows for every step: what the backward pass will read. */
    SEQUENCE,
    /** R rows for every step and one more: a state before each step, and after the last. */
    HISTORY,
    /** R rows for each step of a block; forgotten when the next block begins. */
    BLOCK,
    /** R rows: forgotten after the step. */
    STEP,
    /** One row, the same for all: a parameter or a constant. */
    ROW
  }
}
