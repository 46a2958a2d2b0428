package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerMemory;
import dev.carousel.error.CarouselException;

/**
 * Where a shard's arrays come from: one that makes them, or one that only counts them. So what a
 * run will need is counted by the very code that allocates it.
 */
final class Heap {
  private static final float[] NOTHING = {};

  private final String layer;
  private final boolean isReal;
  private long bytes;
  private long longest;

  private Heap(String layer, boolean isReal) {
    this.layer = layer;
    this.isReal = isReal;
  }

  /** One that makes arrays; thread-safe. */
  static Heap real(String layer) {
    return new Heap(layer, true);
  }

  /** One that makes empty arrays and counts what they stand for; used by one thread. */
  static Heap counting(String layer) {
    return new Heap(layer, false);
  }

  /**
   * An array of zeros, or an empty one that stands for it.
   *
   * @throws CarouselException if it is to be made and no array can have so many elements
   */
  float[] floats(long count) {
    if (isReal) {
      return new float[requireArray(count)];
    }
    count(count, Float.BYTES);
    return NOTHING;
  }

  /** The same of truth values. */
  boolean[] booleans(long count) {
    if (isReal) {
      return new boolean[requireArray(count)];
    }
    count(count, 1);
    return new boolean[0];
  }

  /** The same of integers. */
  int[] ints(long count) {
    if (isReal) {
      return new int[requireArray(count)];
    }
    count(count, Integer.BYTES);
    return new int[0];
  }

  private void count(long elements, int width) {
    bytes += elements * width;
    longest = Math.max(longest, elements);
  }

  private int requireArray(long count) {
    if (count > LayerMemory.LONGEST_ARRAY) {
      throw CarouselException.failure("The working memory of a layer does not fit into one array.")
          .expected("at most " + LayerMemory.LONGEST_ARRAY + " elements")
          .found(count)
          .where(layer)
          .mend("lower the chunk length (bptt), the steps kept (--recompute) or the units")
          .build();
    }
    return (int) count;
  }

  /** The bytes that were counted so far. */
  long bytes() {
    return bytes;
  }

  /** The elements of the longest array that was counted. */
  long longest() {
    return longest;
  }
}
