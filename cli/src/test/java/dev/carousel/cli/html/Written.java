package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as a page should write them, computed apart from its scripts. NaN is what is missing. */
final class Written {
  static final String NONE = "–";

  private Written() {}

  static double value(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }

  static String number(JsonNode node) {
    return number(value(node), 3);
  }

  static String number(JsonNode node, int digits) {
    return number(value(node), digits);
  }

  /** With so many significant digits: 0.532, 6.58e-8, 12,345. */
  static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    if (size > 0 && (size < 1e-3 || size >= 1e5)) {
      int exponent = rounded.precision() - rounded.scale() - 1;
      BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(digits - 1);
      return mantissa.toPlainString() + "e" + exponent;
    }
    return size < 1e3 ? rounded.stripTrailingZeros().toPlainString() : grouped(value);
  }

  static String grouped(JsonNode node) {
    return grouped(value(node));
  }

  /** A whole number with its thousands apart. */
  static String grouped(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,d", Math.round(value)) : NONE;
  }

  static String decimals(JsonNode node, int digits) {
    double value = value(node);
    if (!Double.isFinite(value)) {
      return NONE;
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    return value < 0 && !text.startsWith("-") ? "-" + text : text;
  }

  static String percent(JsonNode node) {
    return percent(value(node));
  }

  /** A share in percent, with two significant digits; three where it is nearly all or more. */
  static String percent(double share) {
    return Double.isFinite(share) ? number(100 * share, share < 0.995 ? 2 : 3) + " %" : NONE;
  }

  /** A power of ten: 0.01, 1, 10⁻⁸. */
  static String power(int exponent) {
    if (exponent >= -2 && exponent <= 3) {
      return BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString();
    }
    String raised =
        Integer.toString(Math.abs(exponent))
            .chars()
            .mapToObj(digit -> "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(digit - '0', digit - '0' + 1))
            .collect(Collectors.joining());
    return "10" + (exponent < 0 ? "⁻" : "") + raised;
  }

  static String plural(JsonNode count, String noun) {
    return grouped(count) + " " + noun + (count.intValue() == 1 ? "" : "s");
  }
}
