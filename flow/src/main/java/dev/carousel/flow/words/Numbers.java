package dev.carousel.flow.words;

import dev.carousel.experiments.statistics.Figures;
import java.util.Locale;

/** Writes numbers short enough for columns, with a decimal point in every locale. */
public final class Numbers {
  /** The text for a number that could not be measured. */
  public static final String NONE = "-";

  private Numbers() {}

  /** Two significant digits: {@code 0.53}, {@code 0.0042}, {@code 7.1e-9}, {@code 120}. */
  public static String ratio(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? NONE : value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 0.000995 || size >= 9995) {
      return scientific(value);
    }
    int decimals =
        size >= 9.95 ? 0 : size >= 0.995 ? 1 : size >= 0.0995 ? 2 : size >= 0.00995 ? 3 : 4;
    return withoutPointZero(decimals(value, decimals));
  }

  /** {@code 1.2e-9}, with no zeros before the exponent. */
  public static String scientific(double value) {
    return format("%.1e", value).replaceAll("e([+-])0+(?=\\d)", "e$1").replace("e+", "e");
  }

  /**
   * A fixed number of decimals; from a million on, three digits and an exponent; the hyphen for
   * what is not finite.
   */
  public static String decimals(double value, int decimals) {
    return Double.isFinite(value) ? Figures.decimals(value, decimals) : NONE;
  }

  /** A whole number with grouped thousands: {@code 12,345}. */
  public static String grouped(long value) {
    return format("%,d", value);
  }

  private static String withoutPointZero(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
