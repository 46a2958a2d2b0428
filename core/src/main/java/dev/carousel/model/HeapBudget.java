package dev.carousel.model;

import dev.carousel.error.HeapWords;
import java.io.Serializable;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The part of a heap that a plan may use, and texts about it. Trials that run at the same time have
 * equal shares of it. Immutable and thread-safe.
 *
 * @param heap the maximum size of the heap, in bytes; of all processes together, if each trial has
 *     its own
 * @param jobs the number of trials that share it
 * @param isApart whether each trial has a process, and so a heap, of its own
 * @param ways to give a trial more of it
 */
public record HeapBudget(long heap, int jobs, boolean isApart, HeapWays ways)
    implements Serializable {
  /** The least reserve for Java and its garbage collector, which otherwise is a tenth. */
  private static final long LEAST_RESERVE = 48L << 20;

  private static final int RESERVED_SHARE = 10;

  /** A heap of one plan alone. */
  public HeapBudget(long heap) {
    this(heap, 1, false, HeapWays.HERE);
  }

  /** The heap of this JVM. */
  public static HeapBudget ofThisJvm() {
    return new HeapBudget(Runtime.getRuntime().maxMemory());
  }

  /**
   * The same heap for trials that run at the same time.
   *
   * @param trials at the same time
   * @param apart whether each has a process of its own
   */
  public HeapBudget shared(int trials, boolean apart) {
    return new HeapBudget(heap, trials, apart, ways);
  }

  /** The same where a trial is given more of it in other ways than on this machine. */
  public HeapBudget mendedBy(HeapWays others) {
    return new HeapBudget(heap, jobs, isApart, others);
  }

  /** The size of the heap that a process of its own gets, in bytes. */
  public long share() {
    return heap / jobs;
  }

  /** The bytes that a plan may use. */
  public long usable() {
    return isApart ? usable(share()) : usable(heap) / jobs;
  }

  private static long usable(long heap) {
    return Math.max(0, heap - Math.max(LEAST_RESERVE, heap / RESERVED_SHARE));
  }

  /**
   * The largest number of trials at the same time whose shares are large enough; 0 if the whole
   * heap is too small for one.
   *
   * @param needed the bytes that each uses, at least 1
   */
  public int mostJobs(long needed) {
    long most = isApart ? heap / apart(needed) : usable(heap) / needed;
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** The heap of a process of its own whose plan uses this number of bytes. */
  private static long apart(long needed) {
    return Math.max(needed + LEAST_RESERVE, needed * RESERVED_SHARE / (RESERVED_SHARE - 1) + 1);
  }

  /** The budget, for errors. */
  @Override
  public String toString() {
    String part =
        jobs == 1
            ? " of the heap's "
            : ", one of %d equal shares of the heap's ".formatted(jobs); // as many run at once
    return "at most " + words(usable()) + part + words(heap) + "; the rest is for Java itself";
  }

  /** How to give Java a heap for this number of bytes. */
  public static String larger(long needed) {
    return HeapWords.largerHeap(needed);
  }

  /** How to give Java a heap of which each share has this number of bytes. */
  public String largerFor(long needed) {
    return ways.larger((isApart ? apart(needed) : needed) * jobs);
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
