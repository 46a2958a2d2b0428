package dev.carousel.train.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carousel.io.AtomicFiles;
import dev.carousel.io.internal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * JSON in a file that ends in its own checksum. The last member of the object is {@code "sha256"},
 * over all bytes of the file with zeros in place of its digits. Any changed bit in the file is
 * detected.
 */
final class SealedJson {
  private static final String MARK = "\"sha256\":\"";
  private static final String END = "\"}\n";

  private SealedJson() {}

  /**
   * Creates or replaces a file, as a whole or not at all.
   *
   * @param object one line of JSON: an object with at least one member
   */
  static void write(Path file, String object) {
    String open = object.substring(0, object.length() - 1) + "," + MARK;
    byte[] bytes = (open + Seal.BLANK + END).getBytes(UTF_8);
    Seal.put(bytes, bytes.length - END.length() - Seal.BLANK.length(), sum(bytes));
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * The object that was written, without its checksum.
   *
   * @return empty if these bytes were not written by {@link #write}, or were changed since then
   */
  static Optional<String> open(byte[] file) {
    int digits = file.length - END.length() - Seal.BLANK.length();
    int mark = digits - MARK.length() - 1;
    if (mark < 1) {
      return Optional.empty();
    }
    byte[] blank = file.clone();
    Seal.put(blank, digits, Seal.BLANK);
    byte[] sealed = blank.clone();
    Seal.put(sealed, digits, sum(blank));
    String expected = "," + MARK + Seal.BLANK + END;
    String found = new String(blank, mark, blank.length - mark, UTF_8);
    return Arrays.equals(sealed, file) && found.equals(expected)
        ? Optional.of(new String(file, 0, mark, UTF_8) + "}")
        : Optional.empty();
  }

  private static String sum(byte[] bytes) {
    DigestOutputStream sum = Seal.sum();
    try {
      sum.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Seal.digits(sum);
  }
}
