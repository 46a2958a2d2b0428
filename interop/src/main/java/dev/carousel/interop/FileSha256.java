package dev.carousel.interop;

import dev.carousel.data.FileSum;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The checksum of a whole file. May be used from several threads. */
public final class FileSha256 {
  private FileSha256() {}

  /**
   * SHA-256 of all bytes, in 64 hexadecimal digits.
   *
   * @throws CarouselException if the file cannot be read
   */
  public static String of(Path file) {
    MessageDigest digest = FileSum.newDigest();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
