package dev.carousel.data.internal.columns;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Grows by chunks of at most {@value #LARGEST} values, so that a long column is never copied before
 * it is complete. Rows are set in order; the last one may be set again.
 *
 * @param <A> an array of a primitive type, so that no value is boxed
 */
abstract class Chunks<A> {
  /** Small at first, as there may be many columns. */
  private static final int SMALLEST = 64;

  private static final int LARGEST = 1 << 16;

  private final IntFunction<A> arrays;
  private final List<A> full = new ArrayList<>();
  private A chunk;
  private int length = SMALLEST;

  /** The row of the chunk's first value. */
  private int start;

  /**
   * @param arrays makes an array of a length
   */
  Chunks(IntFunction<A> arrays) {
    this.arrays = arrays;
    chunk = arrays.apply(length);
  }

  /** The chunk that holds a row, at most one beyond those that were set. */
  final A chunkOf(int row) {
    if (row - start >= length) {
      full.add(chunk);
      start += length;
      length = Math.min(LARGEST, length * 2);
      chunk = arrays.apply(length);
    }
    return chunk;
  }

  /** The place of a row in its chunk. */
  final int indexOf(int row) {
    return row - start;
  }

  /** The first rows in one array; each chunk is released once it is copied. */
  public final A take(int rows) {
    A all = arrays.apply(rows);
    full.add(chunk);
    chunk = arrays.apply(0);
    int at = 0;
    for (int i = 0; i < full.size(); i++) {
      A part = full.set(i, chunk);
      int count = Math.min(Array.getLength(part), rows - at);
      System.arraycopy(part, 0, all, at, count);
      at += count;
    }
    full.clear();
    return all;
  }
}
