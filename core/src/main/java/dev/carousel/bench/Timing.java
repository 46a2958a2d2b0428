package dev.carousel.bench;

import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.util.ResizableDoubleArray;

/**
 * The time of a task.
 *
 * @param medianNanos the median of all runs
 * @param leastNanos the shortest run
 * @param runs the number of counted runs
 */
public record Timing(double medianNanos, double leastNanos, int runs) {
  private static final int FEWEST_RUNS = 3;

  /**
   * Repeats a task for some seconds. The first third warms up the JIT and is not counted; at least
   * three runs are counted.
   */
  public static Timing of(double seconds, Runnable task) {
    long start = System.nanoTime();
    double total = seconds * 1e9;
    ResizableDoubleArray nanos = new ResizableDoubleArray();
    while (nanos.getNumElements() < FEWEST_RUNS || System.nanoTime() - start < total) {
      long before = System.nanoTime();
      task.run();
      long after = System.nanoTime();
      if (after - start > total / 3) {
        nanos.addElement(after - before);
      }
    }
    double[] counted = nanos.getElements();
    double least = Double.POSITIVE_INFINITY;
    for (double time : counted) {
      least = Math.min(least, time);
    }
    return new Timing(new Median().evaluate(counted), least, counted.length);
  }
}
