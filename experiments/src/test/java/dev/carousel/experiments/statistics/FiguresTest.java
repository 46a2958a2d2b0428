package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How losses are written. */
class FiguresTest {
  @Test
  void exponentsOfChangesHaveNoZeros() {
    PairedDifference tiny = new PairedDifference(List.of(3.0), List.of(3.0 + 1e-9));
    assertEquals("+3.3e-8 %", Figures.change(tiny));
  }

  @Test
  void longNumbersAreShort() {
    assertEquals("7.56e6", Figures.figure(7_560_761.818));
    assertEquals("1.00e6", Figures.figure(999_500));
    assertEquals("999499", Figures.figure(999_499));
    assertEquals("24.8", Figures.figure(24.8));
    assertEquals("100", Figures.figure(99.96));
    assertEquals("1.23e-5", Figures.figure(1.23e-5));
    assertEquals("3.00e6", Figures.decimals(3_000_000.1234, 4));
    assertEquals("-1.06e22", Figures.decimals(-1.0589501955513682e22, 3));
    assertEquals("1.1680", Figures.decimals(1.168, 4));
  }
}
