package org.example.mymgu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MyMguCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new MyMguCell();
  }

  /** The contract holds for any equations; these are the ones that are meant. */
  @Test
  void aStepIsThatOfThePaper() {
    var weights =
        Map.of("f.Wx", 0.6, "f.Wh", 0.5, "f.b", 0.1, "n.Wx", -0.4, "n.Wfh", 0.8, "n.b", 0.2);
    OneUnit step = OneUnit.step(cell(), 0.7, Map.of("h", 0.25), weights);

    double f = 1 / (1 + Math.exp(-(0.6 * 0.7 + 0.5 * 0.25 + 0.1)));
    double n = Math.tanh(-0.4 * 0.7 + 0.8 * f * 0.25 + 0.2);
    assertEquals((1 - f) * 0.25 + f * n, step.output(), 1e-12);
  }
}
