package dev.carousel.cells.lstm.minimal;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Layers;
import dev.carousel.cells.lstm.minimal.MinLstmCell.Candidate;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinLstmCellTest {
  private static final int UNITS = 4;

  private static LayerProgram layer(Candidate candidate) {
    return Layers.of(MinLstm.cell().candidate(candidate).make(), UNITS);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 0.7", "PLAIN, -0.7", "G, 0.7", "G, -0.7"})
  void oneStepIsThatOfThePaper(Candidate candidate, double x) {
    Map<String, Double> weights =
        Map.of("f.Wx", 0.5, "f.b", 0.3, "i.Wx", -0.4, "i.b", -0.2, "v.Wx", -0.8, "v.b", 0.2);
    Cell cell = MinLstm.cell().candidate(candidate).make();
    OneUnit step = OneUnit.step(cell, x, Map.of("h", 0.25), weights);
    double f = sigmoid(0.5 * x + 0.3);
    double i = sigmoid(-0.4 * x - 0.2);
    double v = -0.8 * x + 0.2;
    double g = v >= 0 ? v + 0.5 : sigmoid(v);
    double stored = candidate == Candidate.G ? g : v;
    assertEquals(f / (f + i) * 0.25 + i / (f + i) * stored, step.output(), 1e-12);
  }

  /** The same recurrence, all steps at once, as the paper computes it (appendix B). */
  @Test
  void stepByStepItIsTheParallelFormInLogSpace() {
    LayerProgram layer = layer(Candidate.G);
    LayerProblem problem = Layers.problem(layer, 60);
    problem.parameters().scale(3);
    problem.initialStates().get("h").fill(0.4);
    Tensor found = problem.forward(layer).outputs();
    Tensor f = map(problem, "f");
    Tensor i = map(problem, "i");
    Tensor v = map(problem, "v");
    int stride = 2 * UNITS;
    for (int unit = 0; unit < stride; unit++) {
      double[] logKept = new double[60];
      double[] logAdded = new double[60];
      for (int t = 0; t < 60; t++) {
        int at = t * stride + unit;
        double d = softplus(-f.get(at)) - softplus(-i.get(at));
        logKept[t] = -softplus(d);
        double value = v.get(at);
        logAdded[t] = -softplus(-d) + (value >= 0 ? Math.log(value + 0.5) : -softplus(-value));
      }
      double[] expected = parallel(Math.log(0.4), logKept, logAdded);
      for (int t = 0; t < 60; t++) {
        double h = found.get(t * stride + unit);
        assertEquals(expected[t], h, 1e-10 * Math.abs(expected[t]), "step " + t);
      }
    }
  }

  /** {@code exp(a* + logcumsumexp(log b - a*))}, where a* is the running sum of log a. */
  private static double[] parallel(double logStart, double[] logKept, double[] logAdded) {
    int steps = logKept.length;
    double[] kept = logKept.clone();
    Arrays.parallelPrefix(kept, Double::sum);
    double[] terms = new double[steps + 1];
    terms[0] = logStart;
    for (int t = 0; t < steps; t++) {
      terms[t + 1] = logAdded[t] - kept[t];
    }
    Arrays.parallelPrefix(terms, MinLstmCellTest::logSumExp);
    double[] states = new double[steps];
    Arrays.setAll(states, t -> Math.exp(kept[t] + terms[t + 1]));
    return states;
  }

  private static double logSumExp(double a, double b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  private static double softplus(double v) {
    return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
  }

  /** The affine map of all inputs: [T, B, H]. */
  private static Tensor map(LayerProblem problem, String name) {
    Tensor x = problem.input();
    Tensor weights = problem.parameters().get(name + ".Wx");
    Tensor bias = problem.parameters().get(name + ".b");
    int inputs = x.extent(2);
    Tensor result = Precision.FLOAT64.zeros(x.extent(0), x.extent(1), UNITS);
    for (int at = 0; at < result.size(); at++) {
      int unit = at % UNITS;
      double sum = bias.get(unit);
      for (int k = 0; k < inputs; k++) {
        sum += weights.get(unit * inputs + k) * x.get(at / UNITS * inputs + k);
      }
      result.set(at, sum);
    }
    return result;
  }

  @Test
  void gatesAddUpTo1AndTheErrorDecaysByTheirProductAlone() {
    LayerProgram layer = layer(Candidate.PLAIN);
    LayerProblem problem = Layers.problem(layer, 30);
    ForwardPass pass = problem.forward(layer);
    Tensor forget = pass.observed("forget").copy();
    Tensor input = pass.observed("input").copy();
    Tensor expected = problem.finalWeights().get("h").copy();
    for (int at = 0; at < forget.size(); at++) {
      assertEquals(1, forget.get(at) + input.get(at), 1e-15);
      int unit = at % expected.size();
      expected.set(unit, expected.get(unit) * forget.get(at));
    }
    Tensor found = pass.backward(null, problem.finalWeights(), null).initialStates().get("h");
    Layers.assertClose(expected, found, 1e-12);
  }

  @Test
  void thereIsNoRecurrentMatrix() {
    assertEquals(0, layer(Candidate.G).recurrentMatrices().size());
  }

  @Test
  void candidatesOfGArePositive() {
    LayerProgram layer = layer(Candidate.G);
    LayerProblem problem = Layers.problem(layer, 60);
    problem.parameters().scale(5);
    problem.initialStates().get("h").fill(0);
    Tensor h = problem.forward(layer).outputs();
    for (int i = 0; i < h.size(); i++) {
      assertTrue(h.get(i) > 0, "element " + i);
    }
  }

  /** Two gates that are both 0 in single precision are worth one half each, not 0/0. */
  @Test
  void closedGatesAreShares() {
    try (Engine engine = Engines.fused(1)) {
      LayerProgram layer =
          engine.compile("layer0", new MinLstmCell(Candidate.PLAIN, 0, 0), 3, UNITS);
      LayerProblem problem = Layers.problem(layer, 5);
      Layers.fill(problem.parameters(), "", 0);
      problem.parameters().get("f.b").fill(-500);
      problem.parameters().get("i.b").fill(-500);
      LayerProblem rounded = problem.in(Precision.FLOAT32);
      Tensor forget = rounded.forward(layer).observed("forget");
      for (int i = 0; i < forget.size(); i++) {
        assertEquals(0.5, forget.get(i));
      }
    }
  }

  /** With inputs of 0, sigmoid(forget-bias) of the state is kept. */
  @Test
  void theInputGateStartsFromTheNegativeOfTheForgetBias() {
    Cell cell = MinLstm.cell().candidate(Candidate.PLAIN).forgetBias(3).make();
    assertEquals(3, Layers.start(cell, "f.b").get(7));
    assertEquals(-3, Layers.start(cell, "i.b").get(7));
    Map<String, Double> weights =
        Map.of("f.Wx", 0.5, "f.b", 3.0, "i.Wx", -0.4, "i.b", -3.0, "v.Wx", -0.8, "v.b", 0.0);
    assertEquals(sigmoid(3), OneUnit.step(cell, 0, Map.of("h", 1.0), weights).output(), 1e-12);
  }

  @Test
  void chronoSpreadsBothGates() {
    Cell cell = MinLstm.cell().chrono(100).make();
    Tensor forget = Layers.start(cell, "f.b");
    Tensor input = Layers.start(cell, "i.b");
    for (int i = 0; i < forget.size(); i++) {
      assertTrue(forget.get(i) >= 0 && forget.get(i) <= Math.log(99), "unit " + i);
      assertEquals(-forget.get(i), input.get(i), "unit " + i);
    }
    assertTrue(forget.sumOfSquares() > 0);
  }

  @Test
  void matricesStartAsThoseOfALinearLayer() {
    Tensor weights = Layers.start(MinLstm.cell().make(), "v.Wx");
    double bound = 1 / Math.sqrt(3);
    double largest = Arrays.stream(weights.toDoubles()).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= bound && largest > 0.9 * bound, "up to " + largest);
    assertEquals(0, Layers.start(MinLstm.cell().make(), "v.b").sumOfSquares());
  }

  @Test
  void chronoLagsTooShortToSpreadAreRefused() {
    Refusal error = Refusal.of("minlstm:chrono=2", () -> MinLstm.cell().chrono(2).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'chrono' of the cell minlstm"), error.message());
  }
}
