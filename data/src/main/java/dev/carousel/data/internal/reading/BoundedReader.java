package dev.carousel.data.internal.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Limits the characters read between two restarts, and so the memory of a caller that collects
 * them. Characters read ahead count as read.
 */
public final class BoundedReader extends FilterReader {
  private final int most;
  private int count;

  /** More was asked for than may be read without a restart. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLongException(int most) {
      super("more than " + most + " characters");
    }
  }

  public BoundedReader(Reader in, int most) {
    super(in);
    this.most = most;
  }

  public void restart() {
    count = 0;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char @Nullable [] target, int offset, int length) throws IOException {
    if (count >= most) {
      throw new TooLongException(most);
    }
    int read = super.read(target, offset, length);
    count += Math.max(read, 0);
    return read;
  }
}
