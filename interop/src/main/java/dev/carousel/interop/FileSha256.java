package dev.carousel.interop;

import dev.carousel.data.FileSum;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The checksum of a whole file. May be used from several threads. */
public final class FileSha256 {
  private static final int BUFFER = 1 << 18;

  private FileSha256() {}

  /**
   * SHA-256 of all bytes, in 64 hexadecimal digits.
   *
   * @throws CarouselException if the file cannot be read
   */
  public static String of(Path file) {
    try (FileBytes bytes = FileBytes.open(file)) {
      MessageDigest digest = FileSum.newDigest();
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (long next = 0; next < bytes.size(); next += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER, bytes.size() - next));
        bytes.read(next, buffer);
        digest.update(buffer.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw CarouselException.failure("The file cannot be read.")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }
}
