package dev.carousel.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * Lines of at most {@code width}, broken at spaces; a longer word has a line of its own, so that
   * a command or a path can be copied.
   */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Lines of at most {@code width}, and never less than 1, broken within longer words too. */
  public static List<String> broken(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : wrap(text, width)) {
      String rest = line;
      while (rest.length() > Math.max(1, width)) {
        int cut = cut(rest, Math.max(1, width));
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** At most {@code width}, but between whole code points. */
  private static int cut(String text, int width) {
    boolean isWithin = Character.isSurrogatePair(text.charAt(width - 1), text.charAt(width));
    return !isWithin ? width : width > 1 ? width - 1 : 2;
  }

  /** As {@link #wrap}, after {@code first} on the first line and equally far in on the others. */
  public static List<String> hanging(String first, String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : wrap(text, width - first.length())) {
      lines.add((lines.isEmpty() ? first : " ".repeat(first.length())) + line);
    }
    return lines;
  }
}
