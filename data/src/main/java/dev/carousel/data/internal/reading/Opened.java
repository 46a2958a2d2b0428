package dev.carousel.data.internal.reading;

import dev.carousel.data.frame.SourceInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Opens what is read, and decompresses files whose name ends in {@code .gz}. */
public final class Opened {
  /** The ending of compressed files. */
  public static final String COMPRESSED = ".gz";

  private static final int BUFFER = 1 << 16;

  private Opened() {}

  /**
   * The bytes of an input, to be closed by the caller.
   *
   * @throws IOException if it cannot be read, or has the ending but is not compressed
   */
  public static InputStream of(SourceInput input) throws IOException {
    InputStream in = input.open();
    if (!isCompressed(input)) {
      return in;
    }
    try {
      return new GZIPInputStream(in, BUFFER);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Whether the name of the file says so. */
  public static boolean isCompressed(SourceInput input) {
    return input
        .path()
        .map(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(COMPRESSED))
        .orElse(false);
  }
}
