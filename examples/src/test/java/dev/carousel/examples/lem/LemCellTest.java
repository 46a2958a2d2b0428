package dev.carousel.examples.lem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;
import dev.carousel.testkit.OneUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LemCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new LemCell(0.5);
  }

  /** The contract holds for any equations; these are the ones that are meant. */
  @Test
  void aStepIsThatOfThePaper() {
    Map<String, Double> weights = new HashMap<>();
    weights.putAll(Map.of("fast.Wx", 0.6, "fast.Wy", -0.5, "fast.b", 0.1));
    weights.putAll(Map.of("slow.Wx", -0.9, "slow.Wy", 0.4, "slow.b", 0.3));
    weights.putAll(Map.of("z.Wx", 0.7, "z.Wy", 1.1, "z.b", -0.2));
    weights.putAll(Map.of("y.Wx", -0.3, "y.Wz", 1.2, "y.b", 0.05));
    double x = 0.8;
    double y = 0.25;
    double z = -0.6;
    OneUnit step = OneUnit.step(cell(), x, Map.of("y", y, "z", z), weights);

    double fast = 0.5 / (1 + Math.exp(-(0.6 * x - 0.5 * y + 0.1)));
    double slow = 0.5 / (1 + Math.exp(-(-0.9 * x + 0.4 * y + 0.3)));
    double zNext = (1 - slow) * z + slow * Math.tanh(0.7 * x + 1.1 * y - 0.2);
    double yNext = (1 - fast) * y + fast * Math.tanh(-0.3 * x + 1.2 * zNext + 0.05);
    assertEquals(zNext, step.state("z"), 1e-12);
    assertEquals(yNext, step.state("y"), 1e-12);
    assertEquals(yNext, step.output(), 1e-12);
  }
}
