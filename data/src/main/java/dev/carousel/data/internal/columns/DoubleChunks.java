package dev.carousel.data.internal.columns;

import java.util.ArrayList;
import java.util.List;

/**
 * Grows by chunks of at most {@value #LARGEST} values, so that a long column is never copied before
 * it is complete. Rows are set in order; the last one may be set again.
 */
public final class DoubleChunks {
  /** Small at first, as there may be many columns. */
  private static final int SMALLEST = 64;

  private static final int LARGEST = 1 << 16;

  private final List<double[]> full = new ArrayList<>();
  private double[] chunk = new double[SMALLEST];

  /** The row of the chunk's first value. */
  private int start;

  /** Sets a row, at most one beyond those that were set. */
  public void set(int row, double value) {
    int index = row - start;
    if (index < chunk.length) {
      chunk[index] = value;
    } else {
      grow();
      chunk[row - start] = value;
    }
  }

  private void grow() {
    full.add(chunk);
    start += chunk.length;
    chunk = new double[Math.min(LARGEST, chunk.length * 2)];
  }

  /** The first rows in one array; each chunk is released once it is copied. */
  public double[] take(int rows) {
    double[] all = new double[rows];
    full.add(chunk);
    chunk = new double[0];
    int at = 0;
    for (int i = 0; i < full.size(); i++) {
      double[] part = full.set(i, chunk);
      int count = Math.min(part.length, rows - at);
      System.arraycopy(part, 0, all, at, count);
      at += count;
    }
    full.clear();
    return all;
  }
}
