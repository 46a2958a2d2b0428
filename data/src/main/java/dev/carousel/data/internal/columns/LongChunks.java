package dev.carousel.data.internal.columns;

/** A column of {@code long} that grows. */
public final class LongChunks extends Chunks<long[]> {
  /** An empty column. */
  public LongChunks() {
    super(long[]::new);
  }

  /** Sets a row, at most one beyond those that were set. */
  public void set(int row, long value) {
    long[] chunk = chunkOf(row);
    chunk[indexOf(row)] = value;
  }
}
