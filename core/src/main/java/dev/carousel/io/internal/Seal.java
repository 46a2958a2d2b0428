package dev.carousel.io.internal;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 checksum over a whole file, which stands in the file itself: where its 64 digits are,
 * zeros are summed up. A safetensors file has it in its metadata. A bit that changes anywhere in
 * the file breaks it. It tells damage, not forgery: who changes a file on purpose can seal it
 * again.
 */
public final class Seal {
  /** The metadata that holds it. */
  public static final String KEY = "carousel.sha256";

  /** What stands in its place while it is reckoned. */
  public static final String BLANK = "0".repeat(64);

  private static final String MARK = "\"" + KEY + "\":\"";

  private Seal() {}

  /**
   * The position of the digits in a header; -1 if there are none. No JSON string can contain the
   * searched text, since its quotes would be escaped.
   */
  public static int positionIn(byte[] header) {
    int start = new String(header, StandardCharsets.ISO_8859_1).indexOf(MARK);
    int digits = start + MARK.length();
    return start < 0 || digits + BLANK.length() > header.length ? -1 : digits;
  }

  /** Puts these digits into a header. */
  public static void put(byte[] header, int position, String digits) {
    System.arraycopy(
        digits.getBytes(StandardCharsets.US_ASCII), 0, header, position, BLANK.length());
  }

  /** Takes in what is to be summed up, and writes it nowhere. */
  public static DigestOutputStream sum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }

  /** The 64 digits of a sum. */
  public static String digits(DigestOutputStream sum) {
    return HexFormat.of().formatHex(sum.getMessageDigest().digest());
  }
}
