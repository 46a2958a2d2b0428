package dev.carousel.spark.sweep;

import dev.carousel.error.HeapWords;
import dev.carousel.model.HeapBudget;
import dev.carousel.model.HeapWays;

/**
 * The heap of an executor, which its tasks share.
 *
 * @param cores of each task
 */
record ExecutorHeap(int cores) implements HeapWays {
  /** A setting of Spark, as a command line gives it to the driver. */
  private static final String SETTING = "CAROUSEL_OPTS=-D%1$s (%1$s in a program of yours)";

  /**
   * The share of a task of this executor.
   *
   * @param tasks at the same time
   */
  HeapBudget share(int tasks) {
    return share(HeapBudget.ofThisJvm(), tasks);
  }

  /** The share of a task of a heap. */
  HeapBudget share(HeapBudget whole, int tasks) {
    return whole.shared(tasks, false).mendedBy(this);
  }

  @Override
  public String fewer(int trials) {
    long all = (long) trials * cores;
    return "executors of fewer cores: " + SETTING.formatted("spark.executor.cores=" + all);
  }

  @Override
  public String larger(long needed) {
    String memory = "spark.executor.memory=" + HeapWords.gibibytes(needed) + "g";
    return "executors of more memory: " + SETTING.formatted(memory);
  }
}
