package dev.carousel.data.source.csv;

import dev.carousel.data.internal.columns.NumberScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the text of a cell, in quotes or not. For one thread. */
final class CellText {
  /** Instead of an index: the cell goes on beyond the buffer. */
  static final int CUT = -1;

  /** Instead of an index: a quote is not closed, or something follows it. */
  static final int UNCLOSED = -2;

  private final byte separator;
  private final boolean isTab;

  /** The content of cells that hold quotes. */
  private byte[] unquoted = new byte[64];

  private byte[] bytes = unquoted;
  private int from;
  private int to;
  private int breaks;
  private int next;

  CellText(byte separator) {
    this.separator = separator;
    this.isTab = separator == '\t';
  }

  /** The line breaks within the cells since {@link #startRow}. */
  int breaks() {
    return breaks;
  }

  void startRow() {
    breaks = 0;
  }

  /** The index of the next byte that is no space, nor a tab where tabs separate nothing. */
  int afterSpaces(byte[] in, int index) {
    int p = index;
    while (in[p] == ' ' || (in[p] == '\t' && !isTab)) {
      p++;
    }
    return p;
  }

  /**
   * Finds the cell that begins at an index.
   *
   * @return the index of the separator or line break that ends it, or {@link #CUT} or {@link
   *     #UNCLOSED}
   */
  int find(byte[] in, int start, int limit, boolean isEnded) {
    int p = afterSpaces(in, start);
    if (in[p] == '"') {
      return findQuoted(in, p + 1, limit, isEnded);
    }
    int end = p;
    while (in[end] != separator && in[end] != '\n' && in[end] != '\r') {
      end++;
    }
    if (end == limit && !isEnded) {
      return CUT;
    }
    bytes = in;
    from = p;
    to = end;
    trim();
    return end;
  }

  private int findQuoted(byte[] in, int start, int limit, boolean isEnded) {
    int length = 0;
    int p = start;
    while (true) {
      if (p == limit) {
        return isEnded ? UNCLOSED : CUT;
      }
      byte b = in[p++];
      if (b == '"') {
        if (in[p] != '"') { // at the limit there is a line break
          break;
        }
        p++;
      }
      breaks += b == '\n' ? 1 : 0;
      if (length + 1 == unquoted.length) {
        unquoted = Arrays.copyOf(unquoted, 2 * length + 2);
      }
      unquoted[length++] = b;
    }
    int end = afterSpaces(in, p);
    if (end == limit && !isEnded) {
      return CUT;
    }
    if (in[end] != separator && in[end] != '\n' && in[end] != '\r') {
      return UNCLOSED;
    }
    unquoted[length] = '\n';
    bytes = unquoted;
    from = 0;
    to = length;
    trim();
    return end;
  }

  private void trim() {
    int width;
    while ((width = CellSpaces.widthAt(bytes, from, to)) > 0) {
      from += width;
    }
    while ((width = CellSpaces.widthBefore(bytes, from, to)) > 0) {
      to -= width;
    }
  }

  /** The index after a line break; {@link #CUT} if that is not known. */
  int afterBreak(byte[] in, int index, int limit, boolean isEnded) {
    if (index == limit) {
      return isEnded ? limit : CUT;
    }
    if (in[index] == '\n') {
      return index + 1;
    }
    if (index + 1 == limit && !isEnded) {
      return CUT;
    }
    return index + 1 < limit && in[index + 1] == '\n' ? index + 2 : index + 1;
  }

  /**
   * Finds all cells of the row that begins at an index.
   *
   * @param cells is set to them
   * @return whether the row is whole; {@link #next} tells where it ends
   */
  boolean row(List<String> cells, byte[] in, int start, int limit, boolean isEnded) {
    cells.clear();
    breaks = 0;
    next = start;
    while (next >= 0) {
      int end = find(in, next, limit, isEnded);
      if (end < 0) {
        next = end;
        return false;
      }
      cells.add(string());
      if (in[end] != separator) {
        next = afterBreak(in, end, limit, isEnded);
        return next >= 0;
      }
      next = end + 1;
    }
    return false;
  }

  /** Where the row ended that was read as a whole. */
  int next() {
    return next;
  }

  /** Whether the row was not whole because of a quote. */
  boolean isUnclosed() {
    return next == UNCLOSED;
  }

  /** The cell that was found. */
  String string() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether it is a number, which the scanner then holds. */
  boolean isNumber(NumberScanner scanner) {
    return to > from && scanner.scan(bytes, from) == to;
  }

  /** Whether it says that there is nothing. */
  boolean isMissing() {
    return switch (to - from) {
      case 0 -> true;
      case 1 -> bytes[from] == '?';
      case 2 -> bytes[from] == 'N' && bytes[from + 1] == 'A';
      case 3 -> isWord("nan");
      case 4 -> isWord("null");
      default -> false;
    };
  }

  private boolean isWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
