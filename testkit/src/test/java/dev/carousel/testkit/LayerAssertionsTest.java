package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerAssertionsTest {
  private static String told(double expected, double found) {
    Tensor a = Precision.FLOAT64.zeros(1);
    Tensor b = Precision.FLOAT64.zeros(1);
    a.set(0, expected);
    b.set(0, found);
    return String.valueOf(
        assertThrows(AssertionError.class, () -> LayerAssertions.assertClose("h", a, b, 1e-4))
            .getMessage());
  }

  @Test
  void valuesBeyondFloat32AreToldAsAnExplosion() {
    String message = told(1e40, Double.POSITIVE_INFINITY);
    assertTrue(message.contains("The cell leaves the range of float32: h"), message);
    assertTrue(message.contains("found:    1.0E40 in the float64 reference"), message);
    assertTrue(message.contains("try:      bound what grows"), message);
    assertTrue(told(Double.NaN, Double.NaN).contains("found:    NaN"), message);
    assertTrue(told(1, 2).contains("h [0]"), message);
  }
}
