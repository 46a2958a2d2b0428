package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.CsvSource;

class LruCellTest {
  private static final int UNITS = 8;

  private static LayerProgram layer() {
    return LinearLayer.of(Lru.cell().make(), 3, UNITS);
  }

  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of(
            "nu", -1.5, "theta", 0.2, "gamma", -0.6, "re.Wx", 0.5, "im.Wx", -0.7, "y.Wre", 0.9,
            "y.Wim", -0.3, "y.Wx", 0.4);
    OneUnit step = OneUnit.step(Lru.cell().make(), 0.7, Map.of("re", 0.25, "im", -0.6), weights);
    double modulus = Math.exp(-Math.exp(-1.5));
    double angle = Math.exp(0.2);
    double re = modulus * (Math.cos(angle) * 0.25 + Math.sin(angle) * 0.6);
    double im = modulus * (Math.sin(angle) * 0.25 - Math.cos(angle) * 0.6);
    re += Math.exp(-0.6) * 0.5 * 0.7;
    im += Math.exp(-0.6) * -0.7 * 0.7;
    assertEquals(re, step.state("re"), 1e-12);
    assertEquals(im, step.state("im"), 1e-12);
    assertEquals(0.9 * re - 0.3 * im + 0.4 * 0.7, step.output(), 1e-12);
  }

  /** -e^nu are the exponents: a difference of states shrinks by |lambda| at every step. */
  @Test
  void differencesDecayAsTheModuliOfTheEigenvalues() {
    int steps = 300;
    LayerProgram layer = layer();
    LayerProblem problem = LinearLayer.started(layer, 3, steps);
    ForwardPass one = problem.forward(layer);
    Tensor re = one.states("re").copy();
    Tensor im = one.states("im").copy();
    for (int k = 0; k < UNITS; k++) {
      Tensor state = problem.initialStates().get(k % 2 == 0 ? "re" : "im");
      state.set(k, state.get(k) + 1e-3);
    }
    ForwardPass other = problem.forward(layer);
    for (int k = 0; k < UNITS; k++) {
      double exponent = -Math.exp(problem.parameters().get("nu").get(k));
      for (int t = 0; t < steps; t++) {
        int at = t * UNITS + k;
        double differenceRe = other.states("re").get(at) - re.get(at);
        double differenceIm = other.states("im").get(at) - im.get(at);
        double expected = 1e-3 * Math.exp(exponent * (t + 1));
        assertEquals(expected, Math.hypot(differenceRe, differenceIm), 1e-12, "step " + t);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 6.28", "0.9, 0.999, 0.3", "0.5, 0.5, 6.28"})
  void eigenvaluesStartOnTheRing(double min, double max, double maxPhase) {
    Cell cell = Lru.cell().rMin(min).rMax(max).maxPhase(maxPhase).make();
    LayerProgram layer = LinearLayer.of(cell, 3, 400);
    Tensor nu = LinearLayer.start(layer, "nu");
    Tensor theta = LinearLayer.start(layer, "theta");
    Tensor gamma = LinearLayer.start(layer, "gamma");
    double area = 0;
    for (int k = 0; k < 400; k++) {
      double modulus = Math.exp(-Math.exp(nu.get(k)));
      assertTrue(modulus >= min - 1e-12 && modulus <= max + 1e-12, "modulus " + modulus);
      assertEquals(Math.sqrt(1 - modulus * modulus), Math.exp(gamma.get(k)), 1e-9);
      double phase = Math.exp(theta.get(k));
      assertTrue(phase > 0 && phase <= maxPhase * (1 + 1e-12), "phase " + phase);
      area += modulus * modulus / 400;
    }
    assertEquals((min * min + max * max) / 2, area, 0.06 * (max - min) + 1e-12);
  }

  @Test
  void matricesStartAsInThePaper() {
    LayerProgram layer = LinearLayer.of(Lru.cell().make(), 50, 60);
    assertEquals(1.0 / 100, variance(layer, "re.Wx"), 0.001);
    assertEquals(1.0 / 100, variance(layer, "im.Wx"), 0.001);
    assertEquals(1.0 / 60, variance(layer, "y.Wre"), 0.0017);
    assertEquals(1.0 / 60, variance(layer, "y.Wim"), 0.0017);
    assertEquals(1.0 / 50, variance(layer, "y.Wx"), 0.002);
  }

  private static double variance(LayerProgram layer, String name) {
    Tensor values = LinearLayer.start(layer, name);
    return values.sumOfSquares() / values.size();
  }

  @Test
  void aRingTurnedInsideOutIsRefused() {
    Refusal error = Refusal.of("lru:r-min=0.9,r-max=0.5", () -> Lru.cell().rMax(0.5).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'r-min' of the cell lru"), error.message());
    assertTrue(error.message().contains("at most r-max, which is 0.5"), error.message());
  }
}
