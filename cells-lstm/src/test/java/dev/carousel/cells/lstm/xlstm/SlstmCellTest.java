package dev.carousel.cells.lstm.xlstm;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Layers;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlstmCellTest {
  private static final Map<String, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry("i.Wx", 0.5),
          Map.entry("i.Wh", -0.4),
          Map.entry("i.b", 0.3),
          Map.entry("f.Wx", -0.6),
          Map.entry("f.Wh", 0.7),
          Map.entry("f.b", 1.2),
          Map.entry("z.Wx", 0.9),
          Map.entry("z.Wh", 0.8),
          Map.entry("z.b", -0.1),
          Map.entry("o.Wx", 0.2),
          Map.entry("o.Wh", -0.3),
          Map.entry("o.b", 0.15));

  @ParameterizedTest
  @EnumSource(ForgetGate.class)
  void oneStepIsThatOfThePaper(ForgetGate gate) {
    Map<String, Double> before = Map.of("h", 0.25, "c", 0.6, "n", 1.5, "m", -0.2);
    OneUnit step = OneUnit.step(Slstm.cell().forget(gate).make(), 0.7, before, WEIGHTS);
    double i = 0.5 * 0.7 - 0.4 * 0.25 + 0.3;
    double sum = -0.6 * 0.7 + 0.7 * 0.25 + 1.2;
    double f = gate == ForgetGate.SIGMOID ? sigmoid(sum) : Math.exp(sum);
    double z = Math.tanh(0.9 * 0.7 + 0.8 * 0.25 - 0.1);
    double o = sigmoid(0.2 * 0.7 - 0.3 * 0.25 + 0.15);
    double c = f * Math.exp(-0.2) * 0.6 + Math.exp(i) * z;
    double n = f * Math.exp(-0.2) * 1.5 + Math.exp(i);
    assertEquals(o * c / n, step.output(), 1e-12);
    double m = Math.max(i, Math.log(f) - 0.2);
    assertEquals(m, step.state("m"), 1e-12);
    assertEquals(c * Math.exp(-m), step.state("c"), 1e-12);
    assertEquals(n * Math.exp(-m), step.state("n"), 1e-12);
  }

  /** Whatever the gates say, the first step stores z alone, at the level of the input gate. */
  @ParameterizedTest
  @CsvSource({"0.3, 1.2", "-1000, 5", "1000, -1000", "-1000, -1000"})
  void theFirstStepStoresItsInput(double input, double forget) {
    Map<String, Double> weights = new HashMap<>(WEIGHTS);
    weights.put("i.b", input);
    weights.put("f.b", forget);
    Map<String, Double> zeros = Map.of("h", 0.0, "c", 0.0, "n", 0.0, "m", 0.0);
    OneUnit step = OneUnit.step(Slstm.cell().make(), 0.7, zeros, weights);
    double z = Math.tanh(0.9 * 0.7 - 0.1);
    assertEquals(1, step.state("n"));
    assertEquals(input + 0.5 * 0.7, step.state("m"), 1e-12 * Math.abs(input));
    assertEquals(z, step.state("c"), 1e-15);
    assertEquals(sigmoid(0.2 * 0.7 + 0.15) * z, step.output(), 1e-15);
  }

  /** The states of the form without m, for small inputs, of a layer with a recurrence. */
  @ParameterizedTest
  @EnumSource(ForgetGate.class)
  void stabilisedIsNaive(ForgetGate gate) {
    int steps = 40;
    int units = 4;
    LayerProgram layer = Layers.of(Slstm.cell().heads(1).forget(gate).make(), units);
    LayerProblem problem = Layers.problem(layer, steps);
    problem.initialStates().scale(0);
    Tensor found = problem.forward(layer).outputs();
    for (int row = 0; row < 2; row++) {
      double[] h = new double[units];
      double[] c = new double[units];
      double[] n = new double[units];
      for (int t = 0; t < steps; t++) {
        double[] i = sums(problem, "i", t * 2 + row, h);
        double[] f = sums(problem, "f", t * 2 + row, h);
        double[] z = sums(problem, "z", t * 2 + row, h);
        double[] o = sums(problem, "o", t * 2 + row, h);
        for (int k = 0; k < units; k++) {
          double kept = gate == ForgetGate.SIGMOID ? sigmoid(f[k]) : Math.exp(f[k]);
          c[k] = kept * c[k] + Math.exp(i[k]) * Math.tanh(z[k]);
          n[k] = kept * n[k] + Math.exp(i[k]);
          h[k] = sigmoid(o[k]) * c[k] / n[k];
          assertEquals(h[k], found.get((t * 2 + row) * units + k), 1e-12, "step " + t);
        }
      }
    }
  }

  private static double[] sums(LayerProblem problem, String name, int place, double[] h) {
    NamedTensors p = problem.parameters();
    int inputs = problem.input().extent(2);
    double[] sums = p.get(name + ".b").toDoubles();
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < inputs; j++) {
        sums[k] +=
            p.get(name + ".Wx").get(k * inputs + j) * problem.input().get(place * inputs + j);
      }
      for (int j = 0; j < h.length; j++) {
        sums[k] += p.get(name + ".Wh").get(k * h.length + j) * h[j];
      }
    }
    return sums;
  }

  /** Sums of +-1000, which the exponential alone would take out of range, in either precision. */
  @ParameterizedTest
  @CsvSource({"1000, 1000", "1000, -1000", "-1000, 1000", "-1000, -1000", "0, 1000", "0, -1000"})
  void hugeSumsStayFinite(double input, double forget) {
    for (ForgetGate gate : ForgetGate.values()) {
      Cell cell = Slstm.cell().forget(gate).make();
      try (Engine reference = Engines.reference();
          Engine fused = Engines.fused(1)) {
        assertFinite(reference, cell, input, forget);
        assertFinite(fused, cell, input, forget);
      }
    }
  }

  private static void assertFinite(Engine engine, Cell cell, double input, double forget) {
    LayerProgram layer = engine.compile("layer0", cell, 3, 4);
    LayerProblem problem = Layers.problem(layer, 12);
    problem.initialStates().scale(0);
    for (int k = 0; k < 4; k += 2) { // the other units keep what they have drawn
      problem.parameters().get("i.b").set(k, input);
      problem.parameters().get("f.b").set(k, forget);
    }
    LayerProblem own = problem.in(engine.precision());
    ForwardPass pass = own.forward(layer);
    Tensor h = pass.outputs();
    for (int i = 0; i < h.size(); i++) {
      assertTrue(Math.abs(h.get(i)) <= 1, "element " + i + " is " + h.get(i));
    }
    pass.finalStates()
        .forEach((name, state) -> assertTrue(Double.isFinite(state.sumOfSquares()), name));
    LayerProblem.named(own.gradients(layer))
        .forEach((name, g) -> assertTrue(Double.isFinite(g.sumOfSquares()), name));
  }

  /** h does not depend on m: a constant added to all sums of the input gate changes nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {-300, 5, 300})
  void aBiasOfTheInputGateDoesNotMatter(double bias) {
    LayerProgram layer = Layers.of(Slstm.cell().make(), 4);
    LayerProblem problem = Layers.problem(layer, 30);
    problem.initialStates().scale(0);
    problem.parameters().get("i.b").fill(0);
    Tensor expected = problem.forward(layer).outputs().copy();
    problem.parameters().get("i.b").fill(bias);
    Layers.assertClose(expected, problem.forward(layer).outputs(), 1e-12);
  }

  @Test
  void sharesAddUpTo1AndTheStoredMeanIsBounded() {
    LayerProgram layer = Layers.of(Slstm.cell().make(), 4);
    LayerProblem problem = Layers.problem(layer, 50);
    problem.initialStates().scale(0);
    ForwardPass pass = problem.forward(layer);
    Tensor forget = pass.observed("forget");
    Tensor input = pass.observed("input");
    Tensor n = pass.states("n");
    for (int i = 0; i < forget.size(); i++) {
      assertEquals(1, forget.get(i) + input.get(i), 1e-14);
      assertTrue(n.get(i) >= 1, "n is " + n.get(i));
    }
  }

  /** A unit reads its own head: with 2 heads of 2 units, not the other one's state. */
  @Test
  void headsDoNotReadEachOther() {
    LayerProgram layer = Layers.of(Slstm.cell().heads(2).make(), 4);
    LayerProblem problem = Layers.problem(layer, 5);
    Tensor before = problem.forward(layer).outputs().copy();
    problem.initialStates().get("h").set(0, 0.9);
    Tensor after = problem.forward(layer).outputs();
    for (int t = 0; t < 5; t++) {
      for (int k = 0; k < 4; k++) {
        int at = t * 8 + k;
        assertEquals(k >= 2, before.get(at) == after.get(at), "unit " + k + " at step " + t);
      }
    }
  }

  @Test
  void recurrentMatricesAndBiasesStartAtZeroButForTheForgetGates() {
    Cell cell = Slstm.cell().make();
    for (String name : new String[] {"i.Wh", "f.Wh", "z.Wh", "o.Wh", "i.b", "z.b", "o.b"}) {
      assertEquals(0, Layers.start(cell, name).sumOfSquares(), name);
    }
    assertTrue(Layers.start(cell, "i.Wx").sumOfSquares() > 0);
  }

  /** 50 units in 2 heads: 5 - 12 (k / 24)^p for k from 0 to 24, twice. */
  @ParameterizedTest
  @CsvSource({"0, 0.3", "0.5, 0.95", "1, 1.6"})
  void forgetBiasesFollowThePowerLaw(double depth, double power) {
    Tensor bias = Layers.start(Slstm.cell().heads(2).depth(depth).make(), "f.b");
    for (int k = 0; k < 50; k++) {
      assertEquals(5 - 12 * Math.pow(k % 25 / 24.0, power), bias.get(k), 1e-12, "unit " + k);
    }
    Cell exponential = Slstm.cell().heads(2).depth(depth).forget(ForgetGate.EXPONENTIAL).make();
    Tensor logarithms = Layers.start(exponential, "f.b");
    for (int k = 0; k < 50; k++) {
      assertEquals(sigmoid(bias.get(k)), Math.exp(logarithms.get(k)), 1e-12, "unit " + k);
    }
  }

  @Test
  void chronoSpreadsTheForgetBiases() {
    Tensor bias = Layers.start(Slstm.cell().chrono(100).make(), "f.b");
    for (int k = 0; k < 50; k++) {
      assertTrue(bias.get(k) >= 0 && bias.get(k) <= Math.log(99), "unit " + k);
    }
    assertTrue(bias.sumOfSquares() > 0);
  }

  @Test
  void singlePrecisionStartsAtTheFirstInputToo() {
    try (Engine fused = Engines.fused(1)) {
      LayerProgram layer = fused.compile("layer0", Slstm.cell().make(), 3, 4);
      LayerProblem problem = Layers.problem(layer, 1);
      problem.initialStates().scale(0);
      problem.parameters().get("i.b").fill(-900);
      Tensor n = problem.in(Precision.FLOAT32).forward(layer).finalStates().get("n");
      for (int i = 0; i < n.size(); i++) {
        assertEquals(1, n.get(i));
      }
    }
  }

  @Test
  void headsThatDoNotDivideTheUnitsAreRefused() {
    Refusal error = Refusal.of("slstm:heads=3", () -> Layers.of(Slstm.cell().heads(3).make(), 4));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'heads' of the cell slstm"), error.message());
    assertTrue(error.message().contains("divides the 4 units"), error.message());
  }
}
