package dev.carousel.interop.tensorboard;

import dev.carousel.interop.internal.proto.ProtoMessage;
import java.util.Arrays;

/** How numbers are distributed, as TensorBoard's message HistogramProto. */
final class Histogram {
  private static final int BUCKETS = 30;

  private Histogram() {}

  /**
   * The message.
   *
   * @param values at least one, all finite
   */
  static ProtoMessage of(double... values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    double[] limits = limits(least, most);
    return new ProtoMessage()
        .float64(1, least)
        .float64(2, most)
        .float64(3, values.length)
        .float64(4, Arrays.stream(values).sum())
        .float64(5, Arrays.stream(values).map(value -> value * value).sum())
        .packed(6, limits)
        .packed(7, counts(values, limits));
  }

  /** The right ends of buckets of the same width, the last of which is the largest number. */
  private static double[] limits(double least, double most) {
    if (!(most > least)) {
      return new double[] {most};
    }
    double[] limits = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      double share = (i + 1.0) / BUCKETS;
      limits[i] = least * (1 - share) + most * share; // the difference might overflow
    }
    return limits;
  }

  /** How many numbers lie above the limit before, and not above this one. */
  private static double[] counts(double[] values, double[] limits) {
    double[] counts = new double[limits.length];
    for (double value : values) {
      int found = Arrays.binarySearch(limits, value);
      counts[found < 0 ? Math.min(-1 - found, limits.length - 1) : found]++;
    }
    return counts;
  }
}
