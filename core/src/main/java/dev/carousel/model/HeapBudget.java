package dev.carousel.model;

import dev.carousel.error.HeapWords;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The part of a heap that a plan may use, and texts about it.
 *
 * @param heap the maximum size of the heap, in bytes
 */
public record HeapBudget(long heap) {
  /** The least reserve for Java and its garbage collector, which otherwise is a tenth. */
  private static final long LEAST_RESERVE = 48L << 20;

  private static final int RESERVED_SHARE = 10;

  /** The heap of this JVM. */
  public static HeapBudget ofThisJvm() {
    return new HeapBudget(Runtime.getRuntime().maxMemory());
  }

  /** The bytes that a plan may use. */
  public long usable() {
    return Math.max(0, heap - Math.max(LEAST_RESERVE, heap / RESERVED_SHARE));
  }

  /** The budget, for errors. */
  @Override
  public String toString() {
    return "at most "
        + words(usable())
        + " of the heap's "
        + words(heap)
        + "; the rest is for Java itself";
  }

  /** How to give Java a heap for this number of bytes. */
  public static String larger(long needed) {
    return HeapWords.largerHeap(needed);
  }

  /** The half of a value, or its quarter and so on: the first that fits. */
  public static OptionalInt halve(int value, IntPredicate fits) {
    for (int next = value / 2; next >= 1; next /= 2) {
      if (fits.test(next)) {
        return OptionalInt.of(next);
      }
    }
    return OptionalInt.empty();
  }

  /** A number of bytes: {@code 1.5 GiB}. */
  public static String words(long bytes) {
    return HeapWords.bytes(bytes);
  }
}
