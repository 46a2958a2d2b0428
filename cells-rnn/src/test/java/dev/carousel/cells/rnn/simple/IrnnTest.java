package dev.carousel.cells.rnn.simple;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IrnnTest {
  private static final double[] ACTIVE = {0.3, 1.2, 0.7};

  @Test
  void atTheStartTheJacobianOfActiveUnitsIsTheIdentity() {
    ReferenceLayer layer = new ReferenceLayer(new IrnnCell(1, 0.001), 2, 3);
    ForwardPass pass = layer.rest(200, ACTIVE);
    assertArrayEquals(ACTIVE, last(pass), 0);
    assertArrayEquals(new double[] {1, 0, 0}, layer.slopes(pass, 0), 0);
    assertArrayEquals(new double[] {0, 0, 1}, layer.slopes(pass, 2), 0);
  }

  @Test
  void aGainBelowOneForgetsByThatFactor() {
    ReferenceLayer layer = new ReferenceLayer(new IrnnCell(0.9, 0.001), 2, 3);
    ForwardPass pass = layer.rest(20, ACTIVE);
    double left = Math.pow(0.9, 20);
    assertEquals(1.2 * left, last(pass)[1], 1e-14);
    assertArrayEquals(new double[] {0, left, 0}, layer.slopes(pass, 1), 1e-14);
  }

  @Test
  void inputsStartNormalAndBiasesAtZero() {
    ReferenceLayer layer = new ReferenceLayer(new IrnnCell(1, 0.001), 200, 50);
    double[] weights = layer.parameter("h.Wx").toDoubles();
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    assertEquals(0.001, Math.sqrt(squares / weights.length), 0.00003);
    assertEquals(0, layer.parameter("h.b").sumOfSquares());
  }

  @Test
  void aStepByHand() {
    var weights = Map.of("h.Wx", 0.4, "h.Wh", 0.9, "h.b", -0.1);
    OneUnit step = OneUnit.step(new IrnnCell(1, 0.001), 0.5, Map.of("h", 0.25), weights);
    assertEquals(0.4 * 0.5 + 0.9 * 0.25 - 0.1, step.output(), 1e-15);
    OneUnit dead = OneUnit.step(new IrnnCell(1, 0.001), -2, Map.of("h", 0.25), weights);
    assertEquals(0, dead.output());
  }
}
