package dev.carousel.cells.rnn.simple;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.RnnCell;
import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.engine.ForwardPass;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RinTest {
  private static final int UNITS = 4;
  private static final RinCell CELL = new RinCell(0.001, 0.001);

  @Test
  void isTheReluNetworkOfItsMatrixPlusTheIdentity() {
    ReferenceLayer rin = new ReferenceLayer(CELL, 3, UNITS).randomise(0.4);
    RnnCell relu = new RnnCell(Activation.RELU, new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1));
    ReferenceLayer rnn = new ReferenceLayer(relu, 3, UNITS).randomise(0.4);
    Tensor matrix = rnn.parameter("h.Wh");
    for (int i = 0; i < UNITS; i++) {
      matrix.set(i * UNITS + i, matrix.get(i * UNITS + i) + 1);
    }
    Tensor input = ReferenceLayer.random(5, 1, 6, 1, 3);
    ForwardPass found = rin.run(input, 0.5, 0.1, 0.8, 0.2);
    ForwardPass expected = rnn.run(input, 0.5, 0.1, 0.8, 0.2);
    assertArrayEquals(expected.outputs().toDoubles(), found.outputs().toDoubles(), 1e-12);
    for (String name : new String[] {"h.Wx", "h.Wh", "h.b"}) {
      assertArrayEquals(
          rnn.gradientsOf(expected, 1).parameters().get(name).toDoubles(),
          rin.gradientsOf(found, 1).parameters().get(name).toDoubles(),
          1e-12,
          name);
    }
  }

  @Test
  void atTheStartTheJacobianIsNearTheIdentity() {
    ReferenceLayer layer = new ReferenceLayer(CELL, 3, UNITS);
    ForwardPass pass = layer.rest(1, 0.5, 0.1, 0.8, 0.2);
    assertArrayEquals(new double[] {0, 1, 0, 0}, layer.slopes(pass, 1), 0.005);
    layer.fill("h.Wh", 0);
    assertArrayEquals(new double[] {0.5, 0.1, 0.8, 0.2}, last(layer.rest(100, 0.5, 0.1, 0.8, 0.2)));
  }

  @Test
  void aStepByHand() {
    var weights = Map.of("h.Wx", 0.4, "h.Wh", -0.3, "h.b", 0.2);
    OneUnit step = OneUnit.step(CELL, 0.7, Map.of("h", 0.25), weights);
    assertEquals(0.4 * 0.7 + (1 - 0.3) * 0.25 + 0.2, step.output(), 1e-15);
    OneUnit dead = OneUnit.step(CELL, -2, Map.of("h", 0.25), weights);
    assertEquals(0, dead.output());
  }
}
