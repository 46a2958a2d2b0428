package dev.carousel.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  /** Slope, confidence interval, lags. A change is counted over one step less than lags. */
  @ParameterizedTest
  @CsvSource({
    "-0.25, -0.3, -0.2, 5, STEADY", // exactly 1/e
    "-0.25, -0.3, -0.2, 6, VANISHING",
    "-9, -18, 0, 6, STEADY", // the interval touches zero
    "-9, -18, -1e-9, 6, VANISHING",
    "0.25, 0.2, 0.3, 5, STEADY", // exactly e
    "0.25, 0.2, 0.3, 6, EXPLODING",
    "9, 0, 18, 6, STEADY",
    "9, 1e-9, 18, 6, EXPLODING",
    "0, 0, 0, 100, STEADY"
  })
  void needsCertaintyAndAChangeByMoreThanE(
      double perStep, double low, double high, int lags, Verdict expected) {
    assertEquals(expected, Verdict.of(new Growth(perStep, low, high, lags)));
  }

  @Test
  void reportsUseLowerCase() {
    assertEquals("vanishing", Verdict.VANISHING.word());
  }

  @Test
  void horizonIsWhereTheGradientHasFallenToOneOverE() {
    assertEquals(20, new Growth(-0.05, -0.06, -0.04, 9).horizon());
    assertEquals(Double.POSITIVE_INFINITY, new Growth(0, 0, 0, 9).horizon());
    assertEquals(Double.POSITIVE_INFINITY, new Growth(0.1, 0, 0.2, 9).horizon());
  }
}
