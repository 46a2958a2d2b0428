package dev.carousel.data.internal.columns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScannerTest {
  private static final int MANY = 250_000;

  private final NumberScanner scanner = new NumberScanner('.');
  private final Random random = new Random(1);

  @Test
  void shortNumbersAreExact() {
    for (int i = 0; i < MANY; i++) {
      requireExact(sign() + digits(1 + random.nextInt(8)) + "." + digits(1 + random.nextInt(9)));
    }
  }

  @Test
  void numbersAsJavaWritesThemAreExact() {
    for (int i = 0; i < MANY; i++) {
      requireExact(Double.toString(random.nextGaussian() * 100));
      double any = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(any)) {
        requireExact(Double.toString(any));
      }
    }
  }

  @Test
  void anyDigitsWithAnyExponentAreExact() {
    for (int i = 0; i < MANY; i++) {
      String number = sign() + digits(random.nextInt(4)) + "." + digits(1 + random.nextInt(21));
      requireExact(number + "e" + (random.nextInt(660) - 340));
      requireExact(digits(15 + random.nextInt(6)) + "E+" + random.nextInt(300));
    }
  }

  /** The hardest cases: decimals that lie in the middle between two doubles, or next to it. */
  @Test
  void middlesBetweenDoublesAreRoundedToEven() {
    for (int i = 0; i < 20_000; i++) {
      double low = random.nextInt(1 << 30) / (double) (1 << random.nextInt(30));
      BigDecimal middle =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
      requireExact(middle.toPlainString());
      String cut = middle.toPlainString();
      requireExact(cut.substring(0, Math.min(cut.length(), 19)));
    }
    for (long whole = (1L << 53) - 5; whole < (1L << 53) + 50; whole++) {
      requireExact(whole + "");
      requireExact(whole + "0");
      requireExact(whole + ".5");
      requireExact(whole + "e3");
      requireExact(whole + "e-3");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0e5",
        "0e999999999999",
        "+.5",
        "3.",
        "00000000000000000000000000001.5",
        "0.000000000000000000000000000000000015",
        "4.9e-324",
        "2.4e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1e-999999999999",
        "9007199254740993",
        "9007199254740993.0000000000000000000000000000001",
        "123456789012345678e-290"
      })
  void edgesAreExact(String number) {
    requireExact(number);
  }

  private void requireExact(String number) {
    byte[] bytes = ("," + number + ",").getBytes(US_ASCII);
    double exact = Double.parseDouble(number);
    assertEquals(Double.isInfinite(exact) ? -1 : bytes.length - 1, scanner.scan(bytes, 1), number);
    if (!Double.isInfinite(exact)) {
      assertEquals(
          Double.doubleToRawLongBits(exact), Double.doubleToRawLongBits(scanner.value()), number);
    }
  }

  private String sign() {
    return random.nextBoolean() ? "-" : "";
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "-.",
        "--1",
        "+-1",
        "x",
        "NaN",
        "Infinity",
        "1e999",
        ",5"
      })
  void othersAreNoNumbers(String text) {
    assertEquals(-1, scanner.scan((text + "\n").getBytes(US_ASCII), 0), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "0x10", "1_000", "1.5.2", "1,5", "1 "})
  void theRestIsLeft(String text) {
    int end = scanner.scan((text + "\n").getBytes(US_ASCII), 0);
    assertEquals(true, end > 0 && end < text.length(), text);
  }

  @Test
  void decimalsMayFollowAComma() {
    NumberScanner comma = new NumberScanner(',');
    assertEquals(4, comma.scan("-1,5;".getBytes(US_ASCII), 0));
    assertEquals(-1.5, comma.value());
    String long20 = "1," + "234567890".repeat(3);
    assertEquals(long20.length(), comma.scan((long20 + ";").getBytes(US_ASCII), 0));
    assertEquals(1.23456789023456789, comma.value());
  }
}
