package dev.carousel.cli.figures;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number on an axis, such as 0.25, 10,000 or 2×10 to the power of -7. Immutable and thread-safe.
 *
 * @param base the number, or what is before the power
 * @param power of ten; empty if there is none
 */
record Label(String base, String power) {
  /** The size of powers, in points. */
  static final double POWER_SIZE = 6;

  private static final double SMALLEST = 1e-4;
  private static final double LARGEST = 1e6;

  /** As short as it is easily read. */
  static Label of(BigDecimal number) {
    return isPlain(number.doubleValue()) ? new Label(grouped(number), "") : scientific(number);
  }

  /** Whether a number needs no power of ten. */
  static boolean isPlain(double number) {
    return number == 0 || (Math.abs(number) >= SMALLEST && Math.abs(number) < LARGEST);
  }

  private static String grouped(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    int decimals = Math.max(0, plain.scale());
    return minus(String.format(Locale.ROOT, "%,." + decimals + "f", plain));
  }

  /** With a power of ten. */
  static Label scientific(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    String digits = minus(plain.scaleByPowerOfTen(-exponent).toPlainString());
    String power = minus(Integer.toString(exponent));
    return new Label(digits.equals("1") ? "10" : digits + "×10", power);
  }

  private static String minus(String number) {
    return number.replace('-', '\u2212');
  }

  /** The same with a sign before it, if it is positive. */
  Label signed(int sign) {
    return sign > 0 ? new Label("+" + base, power) : this;
  }

  /** How much room it takes, in points. */
  double width() {
    return Lettering.width(base) + Lettering.width(power) * POWER_SIZE / Lettering.SIZE;
  }
}
