package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * All numbers from a lowest to a highest. Numbers that are not integers are rounded to a
 * ten-thousandth of the range, or of themselves with equal ratios, so that settings can be read.
 *
 * @param low the lowest
 * @param high the highest, above the lowest
 * @param isLog whether equal ratios are equally likely, instead of equal differences
 * @param isInteger whether all are integers
 * @param points how many of them a grid has; 0 if it is not said
 */
public record Range(double low, double high, boolean isLog, boolean isInteger, int points)
    implements Values {
  /** Up to here every integer is a double. */
  private static final double LARGEST_INTEGER = 1L << 53;

  private static final Pattern RANGE = Pattern.compile("[-+]?\\.?\\d[^,;=]*?\\.\\.[^,;]*");

  /** Checks that the bounds are possible. */
  public Range {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw refused(low, high).expected("finite numbers, the lower one first").build();
    }
    if (isLog && low <= 0) {
      throw refused(low, high)
          .expected("numbers above 0, as their ratios are equally likely")
          .build();
    }
    if (isInteger && !(isInteger(low) && isInteger(high))) {
      throw refused(low, high).expected("two integers").build();
    }
    if (points < 0 || points == 1) {
      throw refused(low, high).expected("at least 2 points").found(points + " points").build();
    }
  }

  static boolean isInteger(double value) {
    return value == Math.rint(value) && Math.abs(value) <= LARGEST_INTEGER;
  }

  private static CarouselException.Builder refused(double low, double high) {
    return CarouselException.usage("The range from " + low + " to " + high + " is impossible.");
  }

  /** Whether a text is meant as a range: it begins with a number and has two dots. */
  static boolean isRange(String text) {
    return RANGE.matcher(text).matches();
  }

  static Range parse(String setting, String text) {
    return new RangeText(setting, text).range();
  }

  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public OptionalLong size() {
    return isInteger ? OptionalLong.of((long) (high - low) + 1) : OptionalLong.empty();
  }

  /** Integers are equally likely, or with equal ratios as likely as {@code ln((k + 1) / k)}. */
  @Override
  public String at(double... place) {
    if (isInteger) {
      double end = high + 1;
      double exact = isLog ? between(low, end, place[0]) : low + place[0] * (end - low);
      return RangeText.number(Math.max(low, Math.min(high, Math.floor(exact))));
    }
    return rounded(isLog ? between(low, high, place[0]) : low + place[0] * (high - low));
  }

  /** With equal ratios; the same on every platform. */
  private static double between(double low, double high, double share) {
    return low * StrictMath.exp(share * StrictMath.log(high / low));
  }

  private String rounded(double value) {
    double unit = isLog ? value * Math.min(1, StrictMath.log(high / low)) : high - low;
    return RangeText.number(Math.max(low, Math.min(high, RangeText.rounded(value, unit))));
  }

  @Override
  public List<String> all() {
    return isInteger
        ? LongStream.rangeClosed((long) low, (long) high).mapToObj(Long::toString).toList()
        : List.of();
  }

  /** The points, without those that are equal when they are rounded. */
  @Override
  public List<String> grid(String setting) {
    if (points == 0) {
      if (isInteger && !isLog) {
        Grid.check(high - low + 1);
        return all();
      }
      throw CarouselException.usage(
              "A grid needs a number of points from the range of " + setting + ".")
          .expected("a list of values, or " + this + ":points=5")
          .found(this)
          .build();
    }
    return DoubleStream.iterate(0, k -> k < points, k -> k + 1)
        .map(k -> k / (points - 1))
        .mapToObj(this::point)
        .distinct()
        .toList();
  }

  /** The ends are as they were given. */
  private String point(double share) {
    if (share == 0 || share == 1) {
      return RangeText.number(share == 0 ? low : high);
    }
    double exact = isLog ? between(low, high, share) : low + share * (high - low);
    return isInteger ? RangeText.number(Math.rint(exact)) : rounded(exact);
  }

  /** As {@link Values#parse} reads it. */
  @Override
  public String toString() {
    return RangeText.number(low)
        + ".."
        + RangeText.number(high)
        + (isLog ? ":log" : "")
        + (isInteger ? ":integer" : "")
        + (points > 0 ? ":points=" + points : "");
  }
}
