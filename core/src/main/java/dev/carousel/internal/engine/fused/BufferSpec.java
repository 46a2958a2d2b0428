package dev.carousel.internal.engine.fused;

/** A matrix that a shard works in: some rows, each of {@code width} elements. */
record BufferSpec(Kind kind, int width) {

  /** Which rows a buffer has. R is the number of rows of the shard, T of steps. */
  enum Kind {
    /** T times R rows: kept for every step. */
    SEQUENCE,
    /** T + 1 times R rows: a state before every step, and after the last. */
    HISTORY,
    /** R rows: forgotten after the step. */
    STEP,
    /** One row, the same for all: a parameter or a constant. */
    ROW
  }

  /** The number of rows. */
  int rows(int steps, int shardRows) {
    return switch (kind) {
      case SEQUENCE -> steps * shardRows;
      case HISTORY -> (steps + 1) * shardRows;
      case STEP -> shardRows;
      case ROW -> 1;
    };
  }

  /** The distance from a row to the next. */
  int stride() {
    return kind == Kind.ROW ? 0 : width;
  }

  /** Where a place begins at a step. */
  int offset(Place place, int step, int shardRows) {
    return switch (kind) {
      case SEQUENCE -> step * shardRows * width + place.column();
      case HISTORY -> (step + (place.after() ? 1 : 0)) * shardRows * width + place.column();
      case STEP, ROW -> place.column();
    };
  }
}
