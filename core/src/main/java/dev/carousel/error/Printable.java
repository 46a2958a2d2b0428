package dev.carousel.error;

import java.util.Locale;

/**
 * Makes text from a file or a plugin safe for a line on a terminal. Control characters are escaped,
 * as in {@code \}{@code u001B}, so that none of them can move the cursor, change colours or hide
 * text. Characters that reverse the direction of writing and unpaired surrogates are escaped too.
 */
public final class Printable {
  private Printable() {}

  /** The text with all unprintable characters escaped. */
  public static String of(String text) {
    return text.codePoints().allMatch(Printable::isPrintable) ? text : spelt(text);
  }

  /**
   * The text with all unprintable characters escaped, shortened with three dots at its end if it is
   * too long.
   *
   * @param longest the maximum length of the result, at least 3
   */
  public static String of(String text, int longest) {
    String start = text.length() > longest ? text.substring(0, longest + 1) : text;
    String printable = of(start);
    return printable.length() <= longest ? printable : printable.substring(0, longest - 3) + "...";
  }

  private static String spelt(String text) {
    StringBuilder spelt = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                spelt.appendCodePoint(c);
              } else {
                spelt.append(spelling(c));
              }
            });
    return spelt.toString();
  }

  private static String spelling(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, "\\u%04X", codePoint);
    };
  }

  /** Whether a code point is displayed and has no other effect. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> !isDirection(codePoint);
      default -> true;
    };
  }

  /** Embeddings, overrides and isolates of the bidirectional algorithm. */
  private static boolean isDirection(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
