package dev.carousel.data.internal.columns;

/** A column of {@code int} that grows. */
public final class IntChunks extends Chunks<int[]> {
  /** An empty column. */
  public IntChunks() {
    super(int[]::new);
  }

  /** Sets a row, at most one beyond those that were set. */
  public void set(int row, int value) {
    int[] chunk = chunkOf(row);
    chunk[indexOf(row)] = value;
  }
}
