package dev.carousel.cli.figures;

import java.util.List;

/**
 * What values have in common around a number, such as {@code adam:lr=} of {@code adam:lr=0.1} and
 * {@code adam:lr=0.02}. Immutable and thread-safe.
 *
 * @param before the number
 * @param after the number
 */
record Affixes(String before, String after) {
  private static final String OF_NUMBERS = "0123456789.eE+-";
  private static final String INSTEAD = "…";

  /** Those of some values, without any sign of a number at their inner ends. */
  static Affixes of(List<String> values) {
    String first = values.get(0);
    int before = first.length();
    int after = first.length();
    for (String value : values) {
      before = Math.min(before, alike(first, value));
      after = Math.min(after, alike(reversed(first), reversed(value)));
    }
    while (before > 0 && OF_NUMBERS.indexOf(first.charAt(before - 1)) >= 0) {
      before--;
    }
    int end = first.length() - Math.min(after, first.length() - before);
    while (end < first.length() && OF_NUMBERS.indexOf(first.charAt(end)) >= 0) {
      end++;
    }
    return new Affixes(first.substring(0, before), first.substring(end));
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static int alike(String a, String b) {
    int at = 0;
    while (at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  /** A value without them. */
  String middle(String value) {
    int end = value.length() - after.length();
    return before.length() <= end ? value.substring(before.length(), end) : value;
  }

  /** The name of an axis of numbers. */
  String named(String name) {
    if (before.isEmpty() && after.isEmpty()) {
      return name;
    }
    boolean isSet = before.endsWith("=") && after.isEmpty();
    return name
        + " "
        + (isSet ? before.substring(0, before.length() - 1) : before + INSTEAD + after);
  }
}
