package dev.carousel.data.frame;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that somebody else closes. */
final class Unclosed extends FilterInputStream {
  Unclosed(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  @Override
  public void close() {
    // its owner does
  }
}
