package dev.carousel.cli.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in a form that depends on nothing but them. */
final class Numbers {
  private static final int DECIMALS = 2;

  private Numbers() {}

  /** A length or place in points, to a hundredth. */
  static String place(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
