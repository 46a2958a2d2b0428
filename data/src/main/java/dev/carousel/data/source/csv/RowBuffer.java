package dev.carousel.data.source.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A piece of a table that holds whole rows, for as long as rows are not too long. A line break
 * follows the last byte, so that no loop over a cell has to look for the end.
 */
final class RowBuffer {
  private static final int USUAL = 1 << 18;

  private final InputStream in;
  private byte[] bytes = new byte[USUAL + 1];
  private int position;
  private int limit;
  private boolean isEnded;

  RowBuffer(InputStream in) {
    this.in = in;
  }

  /** The bytes; another array after {@link #more}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the next row begins. */
  int position() {
    return position;
  }

  /** The index of the line break that was added. */
  int limit() {
    return limit;
  }

  /** Whether nothing follows. */
  boolean isEnded() {
    return isEnded;
  }

  /** Everything before an index has been used. */
  void moveTo(int index) {
    position = Math.min(index, limit);
  }

  /**
   * Reads on, and moves the row at the position to the start.
   *
   * @return whether there was room; if not, the row is longer than it may be
   */
  boolean more() throws IOException {
    int kept = limit - position;
    if (kept >= CsvSource.LONGEST_ROW) {
      return false;
    }
    byte[] target = kept > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
    System.arraycopy(bytes, position, target, 0, kept);
    bytes = target;
    position = 0;
    int count = in.readNBytes(bytes, kept, bytes.length - 1 - kept);
    limit = kept + count;
    isEnded = limit < bytes.length - 1;
    bytes[limit] = '\n';
    return true;
  }

  /** Whether the next bytes are these. */
  boolean startsWith(int... values) {
    for (int i = 0; i < values.length; i++) {
      if (position + i >= limit || (bytes[position + i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the first bytes from the position, to the last line break among them. */
  byte[] sample(int most) {
    int end = Math.min(limit, position + most);
    int to = end;
    while (to > position && end < limit && bytes[to - 1] != '\n') {
      to--;
    }
    return Arrays.copyOfRange(bytes, position, to == position ? end : to);
  }
}
