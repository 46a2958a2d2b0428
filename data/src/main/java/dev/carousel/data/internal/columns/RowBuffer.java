package dev.carousel.data.internal.columns;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A piece of a table that holds whole rows, for as long as rows are not too long. A line break
 * follows the last byte, so that no loop over a cell has to look for the end.
 */
public final class RowBuffer {
  private static final int USUAL = 1 << 18;

  private final InputStream in;
  private final int longest;
  private final boolean isLive;
  private byte[] bytes = new byte[USUAL + 1];
  private int position;
  private int limit;
  private boolean isEnded;

  /**
   * @param in is closed by the caller
   * @param longest the longest row, in bytes
   */
  public RowBuffer(InputStream in, int longest) {
    this(in, longest, false);
  }

  private RowBuffer(InputStream in, int longest, boolean isLive) {
    this.in = in;
    this.longest = longest;
    this.isLive = isLive;
  }

  /** A buffer that takes what has come, instead of waiting until it is full. */
  public static RowBuffer live(InputStream in, int longest) {
    return new RowBuffer(in, longest, true);
  }

  /** The bytes; another array after {@link #more}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the next row begins. */
  public int position() {
    return position;
  }

  /** The index of the line break that was added. */
  public int limit() {
    return limit;
  }

  /** Whether nothing follows. */
  public boolean isEnded() {
    return isEnded;
  }

  /** Everything before an index has been used. */
  public void moveTo(int index) {
    position = Math.min(index, limit);
  }

  /**
   * Reads on, and moves the row at the position to the start.
   *
   * @return whether there was room; if not, the row is longer than it may be
   */
  public boolean more() throws IOException {
    int kept = limit - position;
    if (kept >= longest) {
      return false;
    }
    byte[] target = kept > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
    System.arraycopy(bytes, position, target, 0, kept);
    bytes = target;
    position = 0;
    int room = bytes.length - 1 - kept;
    int count = isLive ? in.read(bytes, kept, room) : in.readNBytes(bytes, kept, room);
    limit = kept + Math.max(0, count);
    isEnded = isLive ? count < 0 : limit < bytes.length - 1;
    bytes[limit] = '\n';
    return true;
  }

  /** Skips a byte-order mark, if the next bytes are one, and returns whether they are. */
  public boolean skipByteOrderMark() {
    boolean hasMark = startsWith(0xEF, 0xBB, 0xBF);
    position += hasMark ? 3 : 0;
    return hasMark;
  }

  /** Whether the next bytes are these. */
  private boolean startsWith(int... values) {
    for (int i = 0; i < values.length; i++) {
      if (position + i >= limit || (bytes[position + i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the first bytes from the position, to the last line break among them. */
  public byte[] sample(int most) {
    int end = Math.min(limit, position + most);
    int to = end;
    while (to > position && end < limit && bytes[to - 1] != '\n') {
      to--;
    }
    return Arrays.copyOfRange(bytes, position, to == position ? end : to);
  }
}
