package dev.carousel.cells.lstm.minimal;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JanetCellTest {
  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of("f.Wx", 0.5, "f.Wh", -0.4, "f.b", 0.3, "g.Wx", -0.7, "g.Wh", 0.8, "g.b", 0.1);
    OneUnit step = OneUnit.step(Janet.cell().beta(1.5).make(), 0.7, Map.of("h", 0.25), weights);
    double s = 0.5 * 0.7 - 0.4 * 0.25 + 0.3;
    double g = Math.tanh(-0.7 * 0.7 + 0.8 * 0.25 + 0.1);
    assertEquals(sigmoid(s) * 0.25 + (1 - sigmoid(s - 1.5)) * g, step.output(), 1e-12);
    assertEquals(step.output(), step.state("h"));
  }

  /** With a gate bias of b and all else 0, the state and its error decay as sigmoid(b)^t. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 1, 4.6})
  void theStateDecaysByTheForgetGate(double bias) {
    int steps = 100;
    LayerProgram layer = Layers.of(Janet.cell().make(), 4);
    LayerProblem problem = Layers.problem(layer, steps);
    Layers.fill(problem.parameters(), "", 0);
    problem.parameters().get("f.b").fill(bias);
    ForwardPass pass = problem.forward(layer);
    double left = Math.pow(sigmoid(bias), steps);
    Tensor start = problem.initialStates().get("h").copy();
    start.scale(left);
    Layers.assertClose(start, pass.finalStates().get("h"), 1e-12);
  }

  @Test
  void withoutBetaTheStateIsAMean() {
    LayerProgram layer = Layers.of(Janet.cell().beta(0).make(), 4);
    LayerProblem problem = Layers.problem(layer, 200);
    problem.parameters().scale(20);
    problem.initialStates().get("h").fill(1);
    ForwardPass pass = problem.forward(layer);
    Tensor h = pass.outputs();
    double largest = 0;
    for (int i = 0; i < h.size(); i++) {
      largest = Math.max(largest, Math.abs(h.get(i)));
    }
    assertTrue(largest <= 1 && largest > 0.9, "|h| up to " + largest);
    Tensor input = pass.observed("input");
    Tensor forget = pass.observed("forget");
    for (int i = 0; i < input.size(); i++) {
      assertEquals(1, input.get(i) + forget.get(i), 1e-15);
    }
  }

  /** The factors of h and g add up to the most at s = beta / 2. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3})
  void betaLetsMoreIn(double beta) {
    Cell cell = Janet.cell().beta(beta).make();
    double most = factors(cell, beta / 2);
    assertEquals(1 + Math.tanh(beta / 4), most, 1e-12);
    assertTrue(factors(cell, beta / 2 - 0.5) <= most);
    assertTrue(factors(cell, beta / 2 + 0.5) <= most);
  }

  private static double factors(Cell cell, double s) {
    Map<String, Double> weights =
        Map.of("f.Wx", 0.0, "f.Wh", 0.0, "f.b", s, "g.Wx", 0.0, "g.Wh", 0.0, "g.b", 1000.0);
    return OneUnit.step(cell, 0, Map.of("h", 1.0), weights).output();
  }

  @Test
  void theGateStartsOpen() {
    assertEquals(1, Layers.start(Janet.cell().make(), "f.b").get(7));
    assertEquals(-2.5, Layers.start(Janet.cell().forgetBias(-2.5).make(), "f.b").get(7));
    Tensor chrono = Layers.start(Janet.cell().chrono(100).make(), "f.b");
    for (int i = 0; i < chrono.size(); i++) {
      assertTrue(chrono.get(i) >= 0 && chrono.get(i) <= Math.log(99), "unit " + i);
    }
    assertTrue(chrono.sumOfSquares() > 0);
  }

  @Test
  void chronoLagsTooShortToSpreadAreRefused() {
    Refusal error = Refusal.of("janet:chrono=2", () -> Janet.cell().chrono(2).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'chrono' of the cell janet"), error.message());
  }
}
