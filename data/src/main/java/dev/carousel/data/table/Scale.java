package dev.carousel.data.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the numbers of a column are scaled: {@code (f(x) - centre) / spread}, where f is the identity
 * or {@code sign(x) ln(1 + |x|)}.
 *
 * @param isLog whether f is the logarithm
 * @param centre of all groups together
 * @param spread of all groups together
 * @param fill the mean of the training part, scaled
 * @param centres of each group of the codec; empty if all are scaled alike
 * @param spreads of each group of the codec; empty if all are scaled alike
 */
public record Scale(
    @JsonProperty("log") boolean isLog,
    double centre,
    double spread,
    double fill,
    List<Double> centres,
    List<Double> spreads) {
  /** Checks the numbers. */
  public Scale {
    centres = List.copyOf(centres);
    spreads = List.copyOf(spreads);
    if (centres.size() != spreads.size() || !Double.isFinite(fill)) {
      throw new IllegalArgumentException(
          centres.size() + " centres, " + spreads.size() + " spreads, mean " + fill);
    }
    require(centre, spread);
    for (int group = 0; group < centres.size(); group++) {
      require(centres.get(group), spreads.get(group));
    }
  }

  private static void require(double centre, double spread) {
    if (!Double.isFinite(centre) || !(spread > 0) || !Double.isFinite(spread)) {
      throw new IllegalArgumentException("a scale has centre " + centre + " and spread " + spread);
    }
  }

  /** Whether groups have scales of their own. */
  boolean isByGroup() {
    return !centres.isEmpty();
  }

  /**
   * The centre for a group.
   *
   * @param group its index in the codec; -1 for one that training did not have
   */
  double centre(int group) {
    return isByGroup() && group >= 0 ? centres.get(group) : centre;
  }

  /** The spread for a group; see {@link #centre(int)}. */
  double spread(int group) {
    return isByGroup() && group >= 0 ? spreads.get(group) : spread;
  }

  /** From units of the data to those of the network. */
  double encode(double value, int group) {
    return (transformed(value, isLog) - centre(group)) / spread(group);
  }

  /**
   * The same for a network, in float32.
   *
   * @param column that holds it, for the message
   * @param where it is, for the message
   * @throws CarouselException if it is not finite then
   */
  float encode(String column, double value, int group, Supplier<String> where) {
    float found = (float) encode(value, group);
    if (!Float.isFinite(found)) {
      throw CarouselException.failure("A value is too far from those of the training part.")
          .expected(
              "about "
                  + centre(group)
                  + " with a spread of "
                  + spread(group)
                  + " in column '"
                  + column
                  + "'")
          .found(value)
          .where(where.get())
          .build();
    }
    return found;
  }

  /** From units of the network to those of the data. */
  double decode(double scaled, int group) {
    double value = scaled * spread(group) + centre(group);
    return isLog ? Math.copySign(Math.expm1(Math.abs(value)), value) : value;
  }

  /** f of a number. */
  static double transformed(double value, boolean isLog) {
    return isLog ? Math.copySign(Math.log1p(Math.abs(value)), value) : value;
  }
}
