package dev.carousel.cli.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How much room text takes. No font is measured: what a reader's machine has is not known here. The
 * widths are those of Helvetica, rounded up. Thread-safe.
 */
final class Lettering {
  /** The size of text, in points. */
  static final double SIZE = 8;

  /** From line to line, in points. */
  static final double LINE = 9.6;

  private static final String FAMILY = "Helvetica, Arial, 'Liberation Sans', sans-serif";
  private static final String NARROW = "ijl'|";
  private static final String SLIM = "ftrI.,:;!/-()[] ";
  private static final String BROAD = "mMW@%";
  private static final int FIRST_SQUARE = 0x2E80;
  private static final String CUT = "…";

  private Lettering() {}

  /** The names of fonts, the best first. */
  static String family() {
    return FAMILY;
  }

  /** The width of a line of text, in points. */
  static double width(String text) {
    return SIZE * text.codePoints().mapToDouble(Lettering::width).sum();
  }

  /** The width of the longest of some lines, in points. */
  static double widest(Collection<String> lines) {
    return lines.stream().mapToDouble(Lettering::width).max().orElse(0);
  }

  private static double width(int letter) {
    if (letter >= FIRST_SQUARE) {
      return 1;
    }
    if (NARROW.indexOf(letter) >= 0) {
      return 0.26;
    }
    if (SLIM.indexOf(letter) >= 0) {
      return 0.34;
    }
    if (BROAD.indexOf(letter) >= 0) {
      return 0.95;
    }
    return Character.isUpperCase(letter) ? 0.75 : 0.58;
  }

  /** The text, cut off with a mark if it is wider than that. */
  static String cut(String text, double room) {
    if (width(text) <= room) {
      return text;
    }
    int[] letters = text.codePoints().toArray();
    int count = letters.length;
    while (count > 0 && width(new String(letters, 0, count) + CUT) > room) {
      count--;
    }
    return new String(letters, 0, count).stripTrailing() + CUT;
  }

  /**
   * The text in lines of at most that width, broken after commas and spaces where possible. What
   * does not fit into the last line is cut off.
   *
   * @param most lines
   */
  static List<String> lines(String text, double room, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (lines.size() < most - 1 && width(rest) > room) {
      int end = end(rest, room);
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    lines.add(cut(rest, room));
    return List.copyOf(lines);
  }

  /** Where the first line of a text that is too wide ends. */
  private static int end(String text, double room) {
    int fits = 0;
    int atWord = 0;
    for (int at = 0; at < text.length(); ) {
      int next = at + Character.charCount(text.codePointAt(at));
      if (width(text.substring(0, next).stripTrailing()) > room) {
        break;
      }
      fits = next;
      if (text.charAt(at) == ' ' || text.charAt(at) == ',') {
        atWord = next;
      }
      at = next;
    }
    return atWord > 0 ? atWord : Math.max(fits, Character.charCount(text.codePointAt(0)));
  }
}
