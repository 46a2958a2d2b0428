package dev.carousel.data.internal.columns;

/** A column of {@code double} that grows. */
public final class DoubleChunks extends Chunks<double[]> {
  /** An empty column. */
  public DoubleChunks() {
    super(double[]::new);
  }

  /** Sets a row, at most one beyond those that were set. */
  public void set(int row, double value) {
    double[] chunk = chunkOf(row);
    chunk[indexOf(row)] = value;
  }
}
