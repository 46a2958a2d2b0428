package dev.carousel.benchmarks.tasks;

import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a network is: {@code 64}, its hidden units, or {@code parameters=50000}, as many units
 * as come nearest to so many parameters. Immutable and thread-safe.
 *
 * @param number of units, or of parameters
 * @param isOfParameters which of the two
 */
record Size(int number, boolean isOfParameters) {
  private static final Pattern FORM = Pattern.compile("(parameters=)?([1-9][0-9]{0,8})");
  private static final int MOST_UNITS = 4096;

  /**
   * Reads a size.
   *
   * @throws CarouselException if it is none
   */
  static Size parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw CarouselException.usage("A size of the plan is malformed.")
          .expected("a number of units, or parameters=NUMBER")
          .found("'" + text + "'")
          .mend("64")
          .build();
    }
    return new Size(Integer.parseInt(form.group(2)), form.group(1) != null);
  }

  /** The network in this size; more units never mean fewer parameters. */
  Network of(Network network) {
    if (!isOfParameters) {
      return network.withUnits(number);
    }
    int low = 1;
    int high = MOST_UNITS;
    while (low < high) {
      int middle = (low + high) / 2;
      if (parameters(network.withUnits(middle)) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Network above = network.withUnits(low);
    Network below = network.withUnits(Math.max(1, low - 1));
    return parameters(above) - number < number - parameters(below) ? above : below;
  }

  /** The number of trained numbers. */
  static long parameters(Network network) {
    return network.initialParameters(1).elements();
  }

  @Override
  public String toString() {
    return (isOfParameters ? "parameters=" : "") + number;
  }
}
