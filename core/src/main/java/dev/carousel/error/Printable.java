package dev.carousel.error;

import java.util.Locale;

/**
 * Text that came from a file or a plugin, made fit for a line on a terminal. Control characters are
 * spelt out, as in {@code \}{@code u001B}, so that none of them can move the cursor, change colours
 * or hide what stands before it; so are the characters that reverse the direction of writing, and
 * halves of surrogate pairs.
 */
public final class Printable {
  private Printable() {}

  /** The text with everything spelt out that is not to be printed. */
  public static String of(String text) {
    return text.codePoints().allMatch(Printable::isPrintable) ? text : spelt(text);
  }

  /**
   * The same, and cut after so many characters, in which case three dots end it.
   *
   * @param longest of the result, at least 3
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

  /** Whether a code point shows as itself and does nothing else. */
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
