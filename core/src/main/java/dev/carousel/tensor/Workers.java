package dev.carousel.tensor;

import java.util.function.IntConsumer;

/**
 * Threads, and loops at the speed of the machine, for what is computed beside the layers of a
 * network: an optimizer's update, the norm of a gradient. What is computed has the same bits
 * whatever the threads and the loops are. Thread-safe.
 */
public interface Workers {
  /** The caller's thread alone, and plain Java: what the methods here do by default. */
  Workers CALLER = new Workers() {};

  /** The number of threads, the caller's included. */
  default int threads() {
    return 1;
  }

  /**
   * How many threads a pass over that many elements is worth: one for every 8,192, since a share
   * should take longer than waking a thread for it.
   */
  default int threadsFor(long elements) {
    return (int) Math.max(1, Math.min(threads(), elements >> 13));
  }

  /**
   * Does all pieces of some work, on any of the threads and in any order, and returns when all are
   * done.
   *
   * @param pieces how many
   * @param work is given the number of a piece, from 0; called by several threads at once
   */
  default void share(int pieces, IntConsumer work) {
    for (int piece = 0; piece < pieces; piece++) {
      work.accept(piece);
    }
  }

  /** Copies n floats to the beginning of an array of doubles. */
  default void widen(int n, float[] from, int at, double[] to) {
    for (int i = 0; i < n; i++) {
      to[i] = from[at + i];
    }
  }

  /** Copies the first n of an array of doubles, rounded to the nearest float. */
  default void narrow(int n, double[] from, float[] to, int at) {
    for (int i = 0; i < n; i++) {
      to[at + i] = (float) from[i];
    }
  }

  /**
   * Adds squares to interleaved sums: that of element i to sum i modulo the number of sums, with i
   * rising.
   *
   * @param sums 16 of them
   */
  default void addSquares(int n, float[] x, int at, double[] sums) {
    for (int i = 0; i < n; i++) {
      double value = x[at + i];
      sums[i % sums.length] += value * value;
    }
  }
}
