package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * The gradient of a matrix whose columns are looked up: for each symbol the sum of the rows of the
 * steps that read it. Symbols that no step reads take no time, since of many thousands of words a
 * chunk has but some hundreds.
 */
final class SymbolSums {
  private final Kernels kernels;
  private final int height;

  /** By symbol, the column of the gradient; zeros where no step reads it. */
  private final float[] columns;

  private final boolean[] isRead;
  private final int[] read;
  private int count;

  /**
   * @param symbols how many there are
   * @param height of a column
   */
  SymbolSums(Kernels kernels, int symbols, int height, Heap heap) {
    this.kernels = kernels;
    this.height = height;
    columns = heap.floats((long) symbols * height);
    isRead = heap.booleans(symbols);
    read = heap.ints(symbols);
  }

  /** Forgets all sums. */
  void start() {
    for (int i = 0; i < count; i++) {
      int at = read[i] * height;
      Arrays.fill(columns, at, at + height, 0f);
      isRead[read[i]] = false;
    }
    count = 0;
  }

  /** Adds a vector to the sum of a symbol. */
  void add(int symbol, float[] vector, int at) {
    if (!isRead[symbol]) {
      isRead[symbol] = true;
      read[count++] = symbol;
    }
    kernels.add(1, height, vector, at, 0, columns, symbol * height, 0);
  }

  /**
   * Hands some rows of the gradient over to a matrix.
   *
   * @param at where they begin in the matrix
   * @param isFirst whether they are all that the matrix is so far; else they are added to it
   */
  void handOver(float[] matrix, int at, int firstRow, int rows, boolean isFirst) {
    int symbols = isRead.length;
    for (int row = 0; row < rows; row++) {
      int to = at + row * symbols;
      if (isFirst) {
        Arrays.fill(matrix, to, to + symbols, 0f);
      }
      for (int i = 0; i < count; i++) {
        matrix[to + read[i]] += columns[read[i] * height + firstRow + row];
      }
    }
  }
}
