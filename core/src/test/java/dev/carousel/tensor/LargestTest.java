package dev.carousel.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LargestTest {
  @Test
  void theFirstOfEqualOnes() {
    assertEquals(0, Largest.of(7));
    assertEquals(1, Largest.of(-2, 3, 3, 1));
    assertEquals(2, Largest.of(-2, -3, -1));
    assertEquals(0, Largest.of(-0.0, 0.0));
    assertEquals(1, Largest.of(1, 2, Double.NaN));
  }

  @Test
  void theFarthestFromZero() {
    assertEquals(1, Largest.magnitude(-2, -3, 3, 1));
    assertEquals(0, Largest.magnitude(0, -0.0));
  }
}
