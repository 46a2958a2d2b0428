package dev.carousel.cells.lstm.variant;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Lstm1997CellTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final Lstm1997Cell CELL = new Lstm1997Cell(INIT, List.of(-1.0), List.of(-1.0));

  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of(
            "i.Wx", 0.5, "i.Wh", -0.4, "i.b", 0.3, "g.Wx", -0.7, "g.Wh", 0.8, "g.b", 0.1, "o.Wx",
            0.2, "o.Wh", 0.6, "o.b", -0.9);
    OneUnit step = OneUnit.step(CELL, 0.7, Map.of("h", 0.25, "c", -1.5), weights);
    double in = sigmoid(0.5 * 0.7 - 0.4 * 0.25 + 0.3);
    double net = -0.7 * 0.7 + 0.8 * 0.25 + 0.1;
    double c = -1.5 + in * (4 / (1 + Math.exp(-net)) - 2);
    double out = sigmoid(0.2 * 0.7 + 0.6 * 0.25 - 0.9);
    assertEquals(c, step.state("c"), 1e-12);
    assertEquals(out * (2 / (1 + Math.exp(-c)) - 1), step.output(), 1e-12);
    assertEquals(step.output(), step.state("h"));
  }

  @Test
  void writesLessThan2AndHandsUpLessThan1() {
    Map<String, Double> open =
        Map.of(
            "i.Wx", 0.0, "i.Wh", 0.0, "i.b", 1000.0, "g.Wx", 1.0, "g.Wh", 0.0, "g.b", 0.0, "o.Wx",
            0.0, "o.Wh", 0.0, "o.b", 1000.0);
    OneUnit up = OneUnit.step(CELL, 1000, Map.of("h", 0.0, "c", 100.0), open);
    assertEquals(102, up.state("c"), 1e-12);
    assertEquals(1, up.output(), 1e-12);
    OneUnit down = OneUnit.step(CELL, -1000, Map.of("h", 0.0, "c", -100.0), open);
    assertEquals(-102, down.state("c"), 1e-12);
    assertEquals(-1, down.output(), 1e-12);
  }

  /** The constant error carousel: with gates that do not read h, d c_T / d c_0 = 1. */
  @Test
  void theErrorOfTheStateIsConservedToTheBit() {
    LayerProgram layer = Layers.of(CELL, 4);
    LayerProblem problem = Layers.problem(layer, 500);
    Layers.fill(problem.parameters(), "Wh", 0);
    problem.finalWeights().get("h").fill(0);
    Tensor found =
        problem
            .forward(layer)
            .backward(null, problem.finalWeights(), null)
            .initialStates()
            .get("c");
    Layers.assertClose(problem.finalWeights().get("c"), found, 0);
  }

  @Test
  void closedInputGatesConserveTheStateToTheBit() {
    LayerProgram layer = Layers.of(CELL, 4);
    LayerProblem problem = Layers.problem(layer, 500);
    problem.parameters().get("i.b").fill(-1000);
    ForwardPass pass = problem.forward(layer);
    Layers.assertClose(problem.initialStates().get("c"), pass.finalStates().get("c"), 0);
  }

  @Test
  void biasesAreSpreadOverTheUnitsInOrder() {
    Cell cell = Lstm1997.cell().inputBias(-1, -3, -5).outputBias(-2, -4, -6, -8).make();
    Tensor input = Layers.start(cell, "i.b");
    Tensor output = Layers.start(cell, "o.b");
    for (int k = 0; k < 50; k++) {
      assertEquals(k < 17 ? -1 : k < 34 ? -3 : -5, input.get(k), "unit " + k);
      assertEquals(k < 13 ? -2 : k < 25 ? -4 : k < 38 ? -6 : -8, output.get(k), "unit " + k);
    }
  }

  @Test
  void gatesStartNearlyClosed() {
    Cell cell = Lstm1997.cell().make();
    assertEquals(-1, Layers.start(cell, "i.b").get(49));
    assertEquals(-1, Layers.start(cell, "o.b").get(49));
    assertTrue(Layers.start(cell, "g.b").sumOfSquares() > 0);
  }

  @Test
  void moreBiasesThanUnitsAreRefused() {
    Cell cell = Lstm1997.cell().outputBias(-1, -2, -3).make();
    Layers.of(cell, 3);
    Refusal error = Refusal.of("lstm-1997:output-bias=-1/-2/-3", () -> Layers.of(cell, 2));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'output-bias'"), error.message());
    assertTrue(error.message().contains("at most 2"), error.message());
    assertTrue(error.message().contains("found:    3 numbers"), error.message());
  }

  @Test
  void aGateWithoutABiasIsRefused() {
    List<Double> none = List.of();
    List<Double> one = List.of(0.0);
    assertThrows(IllegalArgumentException.class, () -> new Lstm1997Cell(INIT, none, one));
    assertThrows(IllegalArgumentException.class, () -> new Lstm1997Cell(INIT, one, none));
  }
}
