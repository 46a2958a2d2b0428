package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A range as a user writes it, and its numbers.
 *
 * @param setting its name, for messages
 * @param text such as {@code 16..256:log:integer}
 */
record RangeText(String setting, String text) {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private static final String LINEAR = "linear";
  private static final String LOG = "log";
  private static final String INTEGER = "integer";
  private static final String POINTS = "points=";
  private static final List<String> WORDS = List.of(LINEAR, LOG, INTEGER, POINTS + "N");

  private static final String EXAMPLE =
      "LOW..HIGH, then :log, :integer or :points=N, such as 1e-4..1e-1:log";

  /** The most points of a grid, to which a typing error comes close. */
  private static final int MOST_POINTS = 10_000;

  Range range() {
    int dots = text.indexOf("..");
    String[] parts = text.substring(dots + 2).split(":", -1);
    double low = bound(text.substring(0, dots));
    double high = bound(parts[0]);
    Set<String> words = new LinkedHashSet<>();
    int points = 0;
    for (String word : List.of(parts).subList(1, parts.length)) {
      boolean isPoints = word.startsWith(POINTS);
      if (!isPoints && !WORDS.contains(word)) {
        throw malformed(EXAMPLE).found("'" + word + "', " + NearestWord.hint(word, WORDS)).build();
      }
      points = isPoints ? points(word) : points;
      if (!words.add(isPoints ? POINTS : word)) {
        throw malformed(EXAMPLE).found("'" + word + "' more than once").build();
      }
    }
    boolean isLog = words.contains(LOG);
    boolean isInteger = words.contains(INTEGER);
    check(low, high, isLog, isInteger);
    if (isLog && words.contains(LINEAR)) {
      throw malformed(EXAMPLE).found("both log and linear").build();
    }
    return new Range(low, high, isLog, isInteger, points);
  }

  private double bound(String number) {
    if (!NUMBER.matcher(number).matches() || Double.isInfinite(Double.parseDouble(number))) {
      throw malformed(EXAMPLE).found("'" + number + "', which is no number").build();
    }
    return Double.parseDouble(number);
  }

  private int points(String word) {
    String number = word.substring(POINTS.length());
    boolean isCount = number.matches("\\d{1,5}");
    int points = isCount ? Integer.parseInt(number) : 0;
    if (points < 2 || points > MOST_POINTS) {
      throw malformed("2 to " + MOST_POINTS + " points").found("'" + word + "'").build();
    }
    return points;
  }

  private void check(double low, double high, boolean isLog, boolean isInteger) {
    if (low >= high) {
      throw malformed("the lower number first").found(text).build();
    }
    if (isLog && low <= 0) {
      throw malformed("numbers above 0 with :log").found(text).build();
    }
    if (isInteger && !(Range.isInteger(low) && Range.isInteger(high))) {
      throw malformed("two integers with :integer").found(text).build();
    }
  }

  private CarouselException.Builder malformed(String expected) {
    return CarouselException.usage("The range of " + setting + " is malformed.").expected(expected);
  }

  /** A value as a multiple of the power of ten that is at most a ten-thousandth of a unit. */
  static double rounded(double value, double unit) {
    int scale = (int) -Math.floor(StrictMath.log10(unit * 1e-4));
    return new BigDecimal(value).setScale(scale, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** The shortest decimal number that is read as the same value: {@code 3e-5}, {@code 0.01}. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size >= 1e-4 && size < 1e15) {
      return decimal.toPlainString();
    }
    int exponent = decimal.precision() - decimal.scale() - 1;
    return decimal.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
