package dev.carousel.flow.trial;

import java.util.Locale;

/** Differences in figures. */
public final class Figures {
  private Figures() {}

  /**
   * A mean difference with its 95 % interval: in percent where the figures are greater than 0, else
   * in their own unit. {@code -12 % [-15 to -9.1]}; without an interval for one pair.
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

  /** Two figures that count, with a sign; no exponent where that would be longer. */
  private static String signed(double value) {
    double size = Math.abs(value);
    if (size >= 9.95) {
      return String.format(Locale.ROOT, "%+.0f", value);
    }
    if (size >= 0.095) {
      return String.format(Locale.ROOT, "%+.1f", value);
    }
    return size == 0 ? "0" : String.format(Locale.ROOT, "%+.2g", value);
  }
}
