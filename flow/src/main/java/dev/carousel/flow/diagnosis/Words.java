package dev.carousel.flow.diagnosis;

import java.util.Locale;

/** Numbers within sentences. */
final class Words {
  private Words() {}

  /** A sentence; a double stands at {@code %s} and gets three figures. */
  static String text(String format, Object... values) {
    Object[] rounded = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = values[i] instanceof Double number ? figures(number) : values[i];
    }
    return String.format(Locale.ROOT, format, rounded);
  }

  private static String figures(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "infinitely many" : "minus infinity";
    }
    return String.format(Locale.ROOT, "%.3g", number);
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
