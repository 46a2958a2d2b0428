package dev.carousel.examples.scrn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.CellContract;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrnCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new ScrnCell(0.2);
  }

  /** The contract holds for any equations; these are the ones that are meant. */
  @Test
  void aStepIsThatOfThePaper() {
    Map<String, Double> weights = Map.of("s.Wx", 0.6, "h.Wx", -0.9, "h.Wh", 0.4, "h.Ws", 1.3);
    double x = 0.8;
    double h = 0.25;
    double s = -0.6;
    double sNext = 0.8 * s + 0.2 * 0.6 * x;
    double hNext = 1 / (1 + Math.exp(-(-0.9 * x + 0.4 * h + 1.3 * sNext)));
    OneUnit step = oneStep(x, Map.of("h", h, "s", s), weights);
    assertEquals(sNext, step.state("s"), 1e-12);
    assertEquals(hNext, step.state("h"), 1e-12);
    assertEquals(hNext, step.output(), 1e-12);
  }

  private OneUnit oneStep(double x, Map<String, Double> states, Map<String, Double> weights) {
    return OneUnit.step(cell(), x, states, weights);
  }

  @Test
  void theOutputIsTheHiddenStateAndThenTheContext() {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell(), 3, 2);
      LayerProblem problem = LayerProblem.random(layer, 3, 1, 1, 1);
      Tensor outputs = problem.forward(layer).outputs();
      assertEquals(4, layer.outputSize());
      for (int i = 0; i < 2; i++) {
        assertEquals(problem.forward(layer).states("h").get(i), outputs.get(i), 0);
        assertEquals(problem.forward(layer).states("s").get(i), outputs.get(2 + i), 0);
      }
    }
  }
}
