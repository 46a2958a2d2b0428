package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  /** A run of 37 s whose first of 10,000 updates took a third of a second. */
  @Test
  void theFirstUpdatesDoNotCount() {
    assertEquals(Double.NaN, TimeLeft.of(1e-4, false, 0.33));
    assertEquals(Double.NaN, TimeLeft.of(0.05, false, 3));
    assertEquals(36, TimeLeft.of(0.1, false, 4), 1e-9);
  }

  @Test
  void aLongRunSaysSoAfterAQuarterOfAMinute() {
    assertEquals(1485, TimeLeft.of(0.01, false, 15), 1e-9);
  }

  @Test
  void aLimitOfTimeNeedsNoEstimate() {
    assertEquals(59, TimeLeft.of(1 / 60.0, true, 1), 1e-9);
    assertEquals(Double.NaN, TimeLeft.of(0, true, 0));
  }
}
