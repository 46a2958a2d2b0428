package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RgLruCellTest {
  private static final int UNITS = 6;

  private static LayerProgram layer() {
    return LinearLayer.of(RgLru.cell().heads(2).make(), 3, UNITS);
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of(
            "u.Wx", 0.5, "u.b", 0.3, "r.Wu", -0.4, "r.b", -0.2, "i.Wu", 0.8, "i.b", 0.1, "lambda",
            -2.5);
    OneUnit step = OneUnit.step(RgLru.cell().make(), 0.7, Map.of("h", 0.25), weights);
    double u = 0.5 * 0.7 + 0.3;
    double r = sigmoid(-0.4 * u - 0.2);
    double i = sigmoid(0.8 * u + 0.1);
    double a = Math.exp(-8 * r * Math.log1p(Math.exp(-2.5)));
    assertEquals(a * 0.25 + Math.sqrt(1 - a * a) * i * u, step.output(), 1e-12);
  }

  /** The transition is a diagonal of the gates a: an error decays by their product. */
  @Test
  void errorsDecayByTheProductOfTheGates() {
    LayerProgram layer = layer();
    LayerProblem problem = LinearLayer.problem(layer, 3, 12);
    problem.parameters().get("lambda").fill(-3);
    ForwardPass pass = problem.forward(layer);
    Tensor keep = pass.observed("keep");
    Tensor found = pass.backward(null, problem.finalWeights(), null).initialStates().get("h");
    for (int k = 0; k < UNITS; k++) {
      double expected = problem.finalWeights().get("h").get(k);
      for (int t = 0; t < 12; t++) {
        expected *= keep.get(t * UNITS + k);
      }
      assertEquals(expected, found.get(k), 1e-14);
    }
  }

  /** Inputs of variance 1 leave a variance of 1, however slow a unit is. */
  @Test
  void theRootKeepsTheVarianceOfTheState() {
    int steps = 20_000;
    LayerProgram layer = LinearLayer.of(RgLru.cell().make(), 1, 1);
    LayerProblem problem = LinearLayer.problem(layer, 1, steps);
    problem.parameters().scale(0);
    problem.parameters().get("u.Wx").fill(1);
    problem.parameters().get("i.b").fill(1000);
    problem.parameters().get("lambda").fill(-4);
    problem.input().scale(1 / Math.sqrt(problem.input().sumOfSquares() / steps));
    Tensor h = problem.forward(layer).outputs();
    assertEquals(1, h.sumOfSquares() / steps, 0.15);
  }

  @Test
  void theStateMeetsNoMatrix() {
    assertEquals(0, layer().recurrentMatrices().size());
  }

  /** Where a is 1, the true derivative of the root is infinite, and the cell's is capped. */
  @Test
  void gradientsStayFiniteWhereNothingIsForgotten() {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      for (Engine engine : new Engine[] {reference, fused}) {
        LayerProgram layer = engine.compile("layer0", RgLru.cell().make(), 3, UNITS);
        LayerProblem problem = LinearLayer.problem(layer, 3, 5);
        problem.parameters().get("r.b").fill(-1000);
        LayerProblem.named(problem.in(engine.precision()).gradients(layer))
            .forEach((name, g) -> assertTrue(Double.isFinite(g.sumOfSquares()), name));
      }
    }
  }

  /** One step with a so near to 1 that the cap holds: the slope of the root is 1000, not 1 / 2v. */
  @Test
  void theSlopeOfTheRootIsCapped() {
    LayerProgram layer = LinearLayer.of(RgLru.cell().make(), 1, 1);
    LayerProblem problem = LinearLayer.problem(layer, 1, 1);
    problem.parameters().scale(0);
    problem.parameters().get("u.b").fill(1);
    problem.parameters().get("i.b").fill(1000);
    double lambda = -18; // softplus is 1.5e-8, r is one half, and v = 1 - a^2 is 1.2e-7
    problem.parameters().get("lambda").fill(lambda);
    problem.initialStates().scale(0);
    problem.outputWeights().fill(1);
    problem.finalWeights().scale(0);
    double found = problem.gradients(layer).parameters().get("lambda").get(0);
    double decay = 4 * Math.log1p(Math.exp(lambda));
    double slopeOfDecay = 4 * sigmoid(lambda);
    double slopeOfV = 2 * Math.exp(-2 * decay) * slopeOfDecay;
    assertEquals(1000 * slopeOfV, found, 1e-9 * slopeOfV * 1000);
    assertTrue(1 / (2 * Math.sqrt(-Math.expm1(-2 * decay))) > 1000);
  }

  /** In float32, 1 - a^2 would be 0 for a within 3e-8 of 1; the root of it must not be. */
  @Test
  void theRootDoesNotCancelInSinglePrecision() {
    try (Engine fused = Engines.fused(1)) {
      LayerProgram layer = fused.compile("layer0", RgLru.cell().make(), 1, 1);
      LayerProblem problem = LinearLayer.problem(layer, 1, 1);
      problem.parameters().scale(0);
      problem.parameters().get("u.b").fill(1);
      problem.parameters().get("i.b").fill(1000);
      problem.parameters().get("lambda").fill(-19);
      problem.initialStates().scale(0);
      double h = problem.in(Precision.FLOAT32).forward(layer).outputs().get(0);
      double expected = Math.sqrt(-Math.expm1(-8 * Math.log1p(Math.exp(-19))));
      assertEquals(expected, h, 1e-5 * expected);
    }
  }

  @Test
  void moduliStartOnTheRing() {
    Cell cell = RgLru.cell().heads(4).rMin(0.5).rMax(0.9).make();
    LayerProgram layer = LinearLayer.of(cell, 50, 400);
    Tensor lambda = LinearLayer.start(layer, "lambda");
    double area = 0;
    for (int k = 0; k < 400; k++) {
      double modulus = 1 / (1 + Math.exp(lambda.get(k))); // e^-softplus
      assertTrue(modulus >= 0.5 - 1e-9 && modulus <= 0.9 + 1e-9, "modulus " + modulus);
      area += modulus * modulus / 400;
    }
    assertEquals((0.25 + 0.81) / 2, area, 0.03);
    Tensor gate = LinearLayer.start(layer, "r.Wu");
    assertEquals(1.0 / 100, gate.sumOfSquares() / gate.size(), 0.001);
    Tensor map = LinearLayer.start(layer, "u.Wx");
    assertEquals(1.0 / 50, map.sumOfSquares() / map.size(), 0.002);
    assertEquals(0, LinearLayer.start(layer, "r.b").sumOfSquares());
  }

  @Test
  void headsThatDoNotDivideTheUnitsAreRefused() {
    Refusal error =
        Refusal.of("rg-lru:heads=5", () -> LinearLayer.of(RgLru.cell().heads(5).make(), 3, 6));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'heads' of the cell rg-lru"), error.message());
  }

  @Test
  void aRingTurnedInsideOutIsRefused() {
    Refusal error = Refusal.of("rg-lru:r-max=0.5", () -> RgLru.cell().rMax(0.5).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'r-min' of the cell rg-lru"), error.message());
  }
}
