package dev.carousel.data.internal.reading;

import dev.carousel.data.FileSum;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and sums up the bytes that are read through it, so that no file is read twice. */
public final class SummedInput extends FilterInputStream {
  private final MessageDigest digest = FileSum.newDigest();
  private long bytes;

  public SummedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
      bytes += count;
    }
    return count;
  }

  /** Skipped bytes would be missing from the sum. */
  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("every byte is summed up");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The sum of all bytes so far; call it once, at the end. */
  public FileSum sum(String name) {
    return new FileSum(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
