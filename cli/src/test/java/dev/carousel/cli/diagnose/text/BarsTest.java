package dev.carousel.cli.diagnose.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
  private static double[] powers(double base, int lag) {
    double[] gradient = new double[lag + 1];
    for (int i = 0; i <= lag; i++) {
      gradient[i] = Math.pow(base, i);
    }
    return gradient;
  }

  @Test
  void eachHeightStandsForADecadeWhereTheGradientFallsFar() {
    double[] gradient = powers(0.1, 9);
    Bars bars = Bars.of(List.of(gradient));
    assertEquals(new Bars(0, 1), bars);
    assertEquals("█▇▆▅▄▃▂▁  ", bars.strip(gradient, 9, 10, true));
    assertEquals("@#*+=-:.  ", bars.strip(gradient, 9, 10, false));
  }

  @Test
  void smallChangesAreMagnified() {
    assertEquals(new Bars(0, 0.25), Bars.of(List.of(powers(0.9, 10))));
  }

  @Test
  void growthRaisesTheFullBar() {
    double[] gradient = powers(10, 8);
    Bars bars = Bars.of(List.of(gradient));
    assertEquals(8, bars.top());
    String strip = bars.strip(gradient, 8, 9, true);
    assertEquals('█', strip.charAt(8));
    assertTrue(strip.charAt(0) != ' ', strip);
    assertTrue(bars.legend(true).contains("above 1e"), bars.legend(true));
  }

  @Test
  void whatCouldNotBeMeasuredIsBlank() {
    double[] gradient = {1, Double.NaN, 0, Double.POSITIVE_INFINITY};
    Bars bars = Bars.of(List.of(gradient));
    assertEquals("█   ", bars.strip(gradient, 3, 4, true));
  }

  @Test
  void columnsShowTheNearestLag() {
    double[] gradient = {1, 1, 1e-4, 1e-4, 1e-4};
    String strip = Bars.of(List.of(gradient)).strip(gradient, 4, 2, true);
    assertEquals(2, strip.length());
    assertTrue(strip.charAt(0) != strip.charAt(1), strip);
  }

  @Test
  void axisNamesBothEnds() {
    String axis = Bars.axis(100, 60);
    assertEquals(60, axis.length());
    assertTrue(axis.startsWith("0 ") && axis.endsWith(" 100") && axis.contains(" 50 "), axis);
    assertEquals("0  3", Bars.axis(3, 4));
  }
}
