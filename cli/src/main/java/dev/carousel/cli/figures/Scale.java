package dev.carousel.cli.figures;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which values an axis has. Immutable and thread-safe.
 *
 * @param isLog whether equal ratios, and not equal differences, lie equally far apart
 * @param low its lower end, positive if it is logarithmic
 * @param high its upper end, above the lower one
 */
record Scale(boolean isLog, double low, double high) {
  private static final double MARGIN = 0.04;
  private static final double LARGEST = 1e300;

  Scale {
    if (!(low < high) || (isLog && low <= 0) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
  }

  /** From one value to another, or a little further if they are the same. */
  static Scale linear(double low, double high) {
    double spare = low == 0 ? 1 : Math.abs(low) / 20;
    return low < high ? new Scale(false, low, high) : new Scale(false, low - spare, low + spare);
  }

  /** From one positive value to another, or a little further if they are the same. */
  static Scale log(double low, double high) {
    return low < high ? new Scale(true, low, high) : new Scale(true, low / 2, low * 2);
  }

  /**
   * A scale with a margin and room for these values; those that are not finite, or above 1e300, are
   * left out.
   *
   * @param wide the ratio of positive values from which on it is logarithmic
   */
  static Scale around(Stream<Double> values, double wide) {
    List<Double> finite = values.filter(Scale::isUsable).toList();
    double low = finite.stream().mapToDouble(value -> value).min().orElse(0);
    double high = finite.stream().mapToDouble(value -> value).max().orElse(1);
    Scale tight = low > 0 && high / low >= wide ? log(low, high) : linear(low, high);
    return new Scale(tight.isLog, tight.value(-MARGIN), tight.value(1 + MARGIN));
  }

  /**
   * The same, with room for others too. What is not negative gets no negative numbers.
   *
   * @param most how much longer it may become at each end, in lengths of its own
   */
  Scale extended(Stream<Double> others, double most) {
    List<Double> places = others.filter(this::isPossible).map(this::place).toList();
    double from = places.stream().mapToDouble(place -> place).min().orElse(0);
    double to = places.stream().mapToDouble(place -> place).max().orElse(1);
    double start = value(Math.max(-most, Math.min(0, from)));
    double end = value(Math.min(1 + most, Math.max(1, to)));
    return new Scale(isLog, low >= 0 ? Math.max(0, start) : start, end);
  }

  /** Whether a value has a place, within the ends or beyond them. */
  boolean isPossible(double value) {
    return isUsable(value) && (!isLog || value > 0);
  }

  private static boolean isUsable(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** Where a value is: 0 at the lower end, 1 at the upper end. */
  double place(double value) {
    return isLog
        ? (log10(value) - log10(low)) / (log10(high) - log10(low))
        : (value - low) / (high - low);
  }

  /** The value at a place. */
  double value(double place) {
    if (!isLog) {
      return low + place * (high - low);
    }
    double exponent = log10(low) + place * (log10(high) - log10(low));
    return Math.max(Double.MIN_VALUE, Math.min(LARGEST, StrictMath.pow(10, exponent)));
  }

  private static double log10(double value) {
    return StrictMath.log10(value); // the same bits on every machine
  }
}
