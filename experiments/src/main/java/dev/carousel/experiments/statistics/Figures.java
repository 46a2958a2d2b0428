package dev.carousel.experiments.statistics;

import java.util.Locale;

/** Formats losses and their differences. */
public final class Figures {
  /** The smallest number that rounds to a million with three digits. */
  private static final double MILLION = 999_500;

  private Figures() {}

  /**
   * A mean difference with its 95 % interval: in percent if the figures are greater than 0,
   * otherwise in their own unit. {@code -12 % [-15 to -9.1]}; without an interval for one pair.
   */
  public static String change(PairedDifference difference) {
    boolean isShare = difference.level() > 0;
    double unit = isShare ? 100 / difference.level() : 1;
    String mean = signed(unit * difference.mean()) + (isShare ? " %" : "");
    return difference.pairs() < 2
        ? mean
        : String.format(
            Locale.ROOT,
            "%s [%s to %s]",
            mean,
            signed(unit * difference.low95()),
            signed(unit * difference.high95()));
  }

  /** Two significant digits with a sign; no exponent if that would be longer. */
  private static String signed(double value) {
    double size = Math.abs(value);
    if (size >= 9.95) {
      return String.format(Locale.ROOT, "%+.0f", value);
    }
    if (size >= 0.095) {
      return String.format(Locale.ROOT, "%+.1f", value);
    }
    return size == 0
        ? "0"
        : String.format(Locale.ROOT, "%+.2g", value).replaceAll("(?<=e[+-])0+(?=\\d)", "");
  }

  /**
   * A loss or a ratio with three significant digits, with an exponent from a million on. {@code
   * 0.168}, {@code 24.8}, {@code 213}, {@code 7.56e6}.
   */
  public static String figure(double value) {
    double size = Math.abs(value);
    if (size >= MILLION || !Double.isFinite(value)) {
      return decimals(value, 2);
    }
    return size >= 99.95
        ? String.format(Locale.ROOT, "%.0f", value)
        : shortened(String.format(Locale.ROOT, "%.3g", value));
  }

  /**
   * A fixed number of decimals; from a million on, three digits and an exponent: {@code 7.56e6}.
   */
  public static String decimals(double value, int decimals) {
    return Math.abs(value) >= MILLION && Double.isFinite(value)
        ? shortened(String.format(Locale.ROOT, "%.2e", value))
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Removes a plus and zeros before the exponent. */
  private static String shortened(String number) {
    return number.replaceAll("e([+-])0*(?=\\d)", "e$1").replace("e+", "e");
  }
}
