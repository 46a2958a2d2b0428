package dev.carousel.data.internal.columns;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers in ASCII from bytes, with the same results as {@link Double#parseDouble}.
 * Java's own parser also takes hexadecimals, the suffixes of literals and words such as NaN; those
 * are no numbers here. For one thread.
 */
public final class NumberScanner {
  /** What fits into a long whatever the digits are. */
  private static final int MOST_DIGITS = 18;

  private static final int LARGEST_EXPONENT = 100_000;

  private final byte mark;
  private double value;

  /**
   * @param mark between whole numbers and decimals: a point or a comma
   */
  public NumberScanner(char mark) {
    this.mark = (byte) mark;
  }

  /** The number that was read last. */
  public double value() {
    return value;
  }

  /**
   * Reads a number of the form {@code [+-] digits [. digits] [e [+-] digits]}; on one side of the
   * mark, the digits may be missing.
   *
   * @param bytes in which some other byte follows the number
   * @param from where it begins
   * @return the index after the number; -1 if there is none, or one beyond the range of doubles
   */
  public int scan(byte[] bytes, int from) {
    int p = from;
    boolean isNegative = bytes[p] == '-';
    if (isNegative || bytes[p] == '+') {
      p++;
    }
    int start = p;
    long m = 0;
    int digit;
    while ((digit = bytes[p] - '0') >= 0 && digit <= 9) {
      m = m * 10 + digit;
      p++;
    }
    int digits = p - start;
    int decimals = 0;
    if (bytes[p] == mark) {
      int point = p++;
      while ((digit = bytes[p] - '0') >= 0 && digit <= 9) {
        m = m * 10 + digit;
        p++;
      }
      decimals = p - point - 1;
      digits += decimals;
    }
    if (digits == 0) {
      return -1;
    }
    int exponent = 0;
    if ((bytes[p] | 0x20) == 'e') {
      int end = exponentEnd(bytes, p + 1);
      if (end < 0) {
        return -1;
      }
      exponent = exponent(bytes, p + 1, end);
      p = end;
    }
    if (digits > MOST_DIGITS && digits - zeros(bytes, start) > MOST_DIGITS) {
      return slowly(bytes, from, p);
    }
    double size = Powers.scaled(m, exponent - decimals);
    if (Double.isNaN(size)) { // it was not decided
      return slowly(bytes, from, p);
    }
    value = isNegative ? -size : size;
    return p;
  }

  private static int exponentEnd(byte[] bytes, int from) {
    int p = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from;
    int start = p;
    while (bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    return p == start ? -1 : p;
  }

  private static int exponent(byte[] bytes, int from, int end) {
    int exponent = 0;
    for (int i = from; i < end; i++) {
      if (bytes[i] >= '0') {
        exponent = Math.min(LARGEST_EXPONENT, exponent * 10 + bytes[i] - '0');
      }
    }
    return bytes[from] == '-' ? -exponent : exponent;
  }

  /** How many zeros a number begins with. */
  private int zeros(byte[] bytes, int start) {
    int zeros = 0;
    for (int p = start; bytes[p] == '0' || bytes[p] == mark; p++) {
      zeros += bytes[p] == '0' ? 1 : 0;
    }
    return zeros;
  }

  private int slowly(byte[] bytes, int from, int end) {
    String text = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    value = Double.parseDouble(text.replace((char) mark, '.'));
    return Double.isInfinite(value) ? -1 : end;
  }
}
