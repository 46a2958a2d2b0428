package dev.carousel.data.source.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What may stand around a cell and is no part of it, in UTF-8: spaces and tabs; the spaces that
 * spreadsheets put beside numbers, which do not break a line; and a byte order mark, as it is left
 * where files were joined.
 */
final class CellSpaces {
  /** As in a regular expression's class of characters. */
  static final String UNBROKEN = "\u00a0\u2007\u2009\u202f";

  private static final String WIDE = UNBROKEN + "\u2060\ufeff";

  /** Each with a character for each of its bytes. */
  private static final List<String> BYTES =
      WIDE.codePoints()
          .mapToObj(space -> new String(Character.toString(space).getBytes(UTF_8), ISO_8859_1))
          .toList();

  private CellSpaces() {}

  /** How many bytes the space at an index has; 0 if there is none. */
  static int widthAt(byte[] bytes, int from, int to) {
    if (from >= to) {
      return 0;
    }
    if (bytes[from] >= 0) {
      return isNarrow(bytes[from]) ? 1 : 0;
    }
    for (String space : BYTES) {
      if (isAt(space, bytes, from, to)) {
        return space.length();
      }
    }
    return 0;
  }

  /** How many bytes the space before an index has; 0 if there is none. */
  static int widthBefore(byte[] bytes, int from, int to) {
    if (from >= to) {
      return 0;
    }
    if (bytes[to - 1] >= 0) {
      return isNarrow(bytes[to - 1]) ? 1 : 0;
    }
    for (String space : BYTES) {
      if (to - space.length() >= from && isAt(space, bytes, to - space.length(), to)) {
        return space.length();
      }
    }
    return 0;
  }

  private static boolean isNarrow(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isAt(String space, byte[] bytes, int at, int to) {
    if (at + space.length() > to) {
      return false;
    }
    for (int i = 0; i < space.length(); i++) {
      if (bytes[at + i] != (byte) space.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The same cell without them. */
  static String trimmed(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isSpace(cell.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || WIDE.indexOf(c) >= 0;
  }
}
