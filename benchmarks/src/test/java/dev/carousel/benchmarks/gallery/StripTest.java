package dev.carousel.benchmarks.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StripTest {
  @Test
  void twoHeightsAreAFactorOfTen() {
    double[] gradient = {1, 0.316, 0.1, 0.0316, 0.01, 0.00316, 0.001, 3.16e-4, 1e-4, 0};
    assertEquals("█▇▆▅▄▃▂▁..", Strip.of(gradient));
  }

  @Test
  void theNearestHeightIsDrawn() {
    assertEquals("^██▇▇", Strip.of(new double[] {1.8, 1.77, 0.57, 0.56, 0.18}));
  }

  /** Beyond the range of float32, a gradient goes on as it went. */
  @Test
  void whatCannotBeMeasuredIsLessOrMore() {
    double none = Double.NaN;
    assertEquals("█...", Strip.of(new double[] {1, 1e-30, none, none}));
    assertEquals("█^^^", Strip.of(new double[] {1, 1e30, none, none}));
    assertEquals("█.", Strip.of(new double[] {1, none}));
  }
}
