package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClassLossTest {
  @Test
  void probabilitiesAreASoftmaxThatDoesNotOverflow() {
    double[] found = ClassLoss.probabilities(new double[] {900, 900 + Math.log(3), -900});
    assertArrayEquals(new double[] {0.25, 0.75, 0}, found, 1e-12);
  }

  @Test
  void theBestConstantHasTheFrequencies() {
    ClassLoss loss = new Plain();
    double[] frequencies = {0.125, 0.875, 0};
    double[] logits = loss.constant(frequencies);
    assertEquals(Math.log(0.125), logits[0]);
    assertEquals(Math.log(0.875), logits[1]);
    assertEquals(Math.log(Double.MIN_NORMAL), logits[2], "finite for a class that never occurs");
    assertTrue(loss.softmax(3).isEmpty());
  }

  private static final class Plain implements ClassLoss {
    @Override
    public String measure() {
      return "log loss";
    }

    @Override
    public double loss(double[] logits, int target, double[] gradient) {
      return SoftmaxTerms.PLAIN.loss(logits, target, gradient);
    }
  }
}
