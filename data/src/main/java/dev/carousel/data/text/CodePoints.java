package dev.carousel.data.text;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;

/**
 * A growing list of code points, with CRLF replaced by LF as they are added; or of bytes. One
 * owner.
 */
final class CodePoints {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private int[] values = new int[1 << 12];
  private int size;

  /** Appends all that the reader gives: well-formed UTF-16. */
  void append(Reader reader) throws IOException {
    char[] buffer = new char[1 << 13];
    char high = 0;
    boolean carriageReturn = false;
    for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
      for (int i = 0; i < count; i++) {
        char c = buffer[i];
        if (carriageReturn && c == '\n') {
          size--;
        }
        carriageReturn = c == '\r';
        if (Character.isHighSurrogate(c)) {
          high = c;
        } else {
          add(Character.isLowSurrogate(c) ? Character.toCodePoint(high, c) : c);
        }
      }
    }
  }

  /** Appends bytes, each as a number from 0 to 255. */
  void appendBytes(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 13];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        add(buffer[i] & 0xFF);
      }
    }
  }

  private void add(int codePoint) {
    if (size == values.length) {
      if (size == MOST) {
        throw CarouselException.failure("The text is too long.")
            .expected("at most " + MOST + " symbols")
            .mend("train on a part of it")
            .build();
      }
      values = Arrays.copyOf(values, (int) Math.min(MOST, size * 2L));
    }
    values[size++] = codePoint;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
