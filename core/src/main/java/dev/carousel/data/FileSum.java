package dev.carousel.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The checksum of one file of the data.
 *
 * @param name of the file; in a folder, its path below the folder, with '/' between the parts
 * @param bytes its size
 * @param sha256 of its bytes, as 64 hexadecimal digits
 */
public record FileSum(String name, long bytes, String sha256) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  /** Checks that it is a checksum. */
  public FileSum {
    if (bytes < 0 || !isSha256(sha256)) {
      throw new IllegalArgumentException("no checksum of a file: " + bytes + " bytes, " + sha256);
    }
  }

  /** A new digest for such checksums. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }

  static boolean isSha256(String digits) {
    return DIGITS.matcher(digits).matches();
  }

  boolean isSameContent(FileSum other) {
    return bytes == other.bytes && sha256.equals(other.sha256);
  }
}
