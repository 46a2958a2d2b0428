package dev.carousel.train;

import java.util.Arrays;

/**
 * Numbers spread evenly over a sequence of unknown length, the first among them: every one at
 * first, then every second, fourth, and so on, so that between half of the capacity and all of it
 * are kept. Used by one thread.
 */
final class Sample {
  private final double[] kept;
  private int count;
  private long seen;
  private long stride = 1;

  Sample(int capacity) {
    kept = new double[capacity];
  }

  void add(double value) {
    if (seen++ % stride != 0) {
      return;
    }
    if (count == kept.length) {
      for (int i = 0; 2 * i < count; i++) {
        kept[i] = kept[2 * i];
      }
      count = (count + 1) / 2;
      stride *= 2;
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    kept[count++] = value;
  }

  double[] values() {
    return Arrays.copyOf(kept, count);
  }
}
