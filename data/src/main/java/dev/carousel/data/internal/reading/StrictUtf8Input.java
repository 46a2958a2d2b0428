package dev.carousel.data.internal.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on and refuses, with its offset, whatever is not text in UTF-8: a malformed sequence
 * or a NUL byte. Text in ASCII is checked eight bytes at a time.
 */
public final class StrictUtf8Input extends FilterInputStream {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private final Utf8Faults faults;

  /** The offset of the next byte. */
  private long offset;

  /** How many bytes the sequence at {@link #start} lacks. */
  private int lacking;

  /** The least and the greatest value of the next byte of a sequence. */
  private int least;

  private int greatest;
  private long start;
  private int first;

  /**
   * @param name for errors
   * @param file null for a stream
   * @param in is closed by this stream
   */
  public StrictUtf8Input(String name, @Nullable Path file, InputStream in) {
    super(in);
    this.faults = new Utf8Faults(name, file);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int count = super.read(target, from, length);
    Utf8Faults.Bytes bytes = new Utf8Faults.Bytes(target, from, Math.max(count, 0), offset);
    if (count < 0) {
      if (lacking > 0) {
        throw faults.malformed(start, first, bytes);
      }
      return count;
    }
    check(bytes);
    offset += count;
    return count;
  }

  private void check(Utf8Faults.Bytes bytes) {
    byte[] array = bytes.array();
    int end = bytes.from() + bytes.length();
    int i = bytes.from();
    while (i < end) {
      if (lacking == 0) {
        while (i + Long.BYTES <= end && isPlain((long) LONGS.get(array, i))) {
          i += Long.BYTES;
        }
        if (i == end) {
          return;
        }
      }
      int value = array[i];
      if (value <= 0 || lacking > 0) { // a negative byte is part of a sequence
        take(value & 0xFF, i - bytes.from(), bytes);
      }
      i++;
    }
  }

  /** Eight bytes from 1 to 127. */
  private static boolean isPlain(long eight) {
    return (((eight - ONES) | eight) & HIGH) == 0;
  }

  /** The rules of the Unicode Standard, table 3-7. */
  private void take(int value, int index, Utf8Faults.Bytes bytes) {
    if (lacking > 0) {
      if (value < least || value > greatest) {
        throw faults.malformed(start, first, bytes);
      }
      lacking--;
      least = 0x80;
      greatest = 0xBF;
      return;
    }
    if (value == 0) {
      throw faults.nul(index, bytes);
    }
    start = bytes.offset() + index;
    first = value;
    lacking = value < 0xC2 || value > 0xF4 ? 0 : value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    if (lacking == 0) {
      throw faults.malformed(start, first, bytes);
    }
    least = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
    greatest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
  }

  /** Skipped bytes would not be checked. */
  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("every byte is checked");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
