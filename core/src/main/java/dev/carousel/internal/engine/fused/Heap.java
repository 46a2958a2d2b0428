package dev.carousel.internal.engine.fused;

import dev.carousel.error.CarouselException;

/**
 * Where a shard's arrays come from: one that makes them, or one that only counts them. So what a
 * run will need is counted by the very code that allocates it.
 */
final class Heap {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final float[] NOTHING = {};

  private final String layer;
  private final boolean isReal;
  private long bytes;

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
   * @throws CarouselException if no array can have so many elements
   */
  float[] floats(long count) {
    requireArray(count);
    if (isReal) {
      return new float[(int) count];
    }
    bytes += count * Float.BYTES;
    return NOTHING;
  }

  /** The same of truth values. */
  boolean[] booleans(long count) {
    requireArray(count);
    if (isReal) {
      return new boolean[(int) count];
    }
    bytes += count;
    return new boolean[0];
  }

  private void requireArray(long count) {
    if (count > LARGEST_ARRAY) {
      throw CarouselException.failure("The working memory of a layer does not fit into one array.")
          .expected("at most " + LARGEST_ARRAY + " elements")
          .found(count)
          .where(layer)
          .mend("lower the chunk length (bptt), the steps kept (--recompute) or the units")
          .build();
    }
  }

  /** What was counted so far. */
  long bytes() {
    return bytes;
  }
}
