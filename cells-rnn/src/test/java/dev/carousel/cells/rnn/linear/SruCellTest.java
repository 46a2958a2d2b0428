package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SruCellTest {
  private static final int STEPS = 30;
  private static final int UNITS = 4;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static LayerProgram layer(int inputs) {
    return LinearLayer.of(Sru.cell().highwayBias(-1).make(), inputs, UNITS);
  }

  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of(
            "f.Wx", 0.4, "f.v", -0.3, "f.b", 0.9, "r.Wx", -0.6, "r.v", 0.8, "r.b", -0.2, "c.Wx",
            1.1);
    OneUnit step =
        OneUnit.step(new SruCell(new KeepBias(0, 0), -1), 0.7, Map.of("c", 0.25), weights);
    double f = sigmoid(0.4 * 0.7 - 0.3 * 0.25 + 0.9);
    double r = sigmoid(-0.6 * 0.7 + 0.8 * 0.25 - 0.2);
    double c = f * 0.25 + (1 - f) * 1.1 * 0.7;
    assertEquals(c, step.state("c"), 1e-15);
    double scale = Math.sqrt(1 + 2 / Math.E);
    assertEquals(r * c + (1 - r) * scale * 0.7, step.output(), 1e-15);
  }

  @Test
  void noMatrixMultipliesTheState() {
    assertEquals(List.of(), layer(3).recurrentMatrices());
  }

  /** Without v the state is linear: a difference is multiplied by f at each step. */
  @Test
  void withoutTheVectorsDifferencesDecayAsTheForgetGates() {
    LayerProgram layer = layer(3);
    LayerProblem problem = LinearLayer.problem(layer, 3, STEPS);
    problem.parameters().get("f.v").fill(0);
    ForwardPass pass = problem.forward(layer);
    double[] one = pass.finalStates().get("c").toDoubles();
    double[] expected = {0.1, -0.2, 0.3, 0.4};
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < UNITS; k++) {
        expected[k] *= pass.observed("keep").get(t * UNITS + k);
      }
    }
    Tensor start = problem.initialStates().get("c");
    for (int k = 0; k < UNITS; k++) {
      start.set(k, start.get(k) + new double[] {0.1, -0.2, 0.3, 0.4}[k]);
    }
    double[] other = problem.forward(layer).finalStates().get("c").toDoubles();
    for (int k = 0; k < UNITS; k++) {
      assertEquals(expected[k], other[k] - one[k], 1e-14);
    }
  }

  @Test
  void aClosedHighwayGateHandsOnTheScaledInput() {
    LayerProgram layer = layer(UNITS);
    LayerProblem problem = LinearLayer.problem(layer, UNITS, STEPS);
    problem.parameters().get("r.b").fill(-60);
    double[] x = ((Inputs.Values) problem.layerInput()).tensor().toDoubles();
    double[] y = problem.forward(layer).outputs().toDoubles();
    double scale = Math.sqrt(1 + 2 / Math.E);
    for (int k = 0; k < x.length; k++) {
      assertEquals(scale * x[k], y[k], 1e-14);
    }
  }

  @Test
  void symbolsPassTheHighwayAsOneHotVectors() {
    int[] ids = {0, 3, 1, 2, 2, 3};
    Tensor vectors = Precision.FLOAT32.zeros(3, 2, UNITS);
    for (int i = 0; i < ids.length; i++) {
      vectors.set(i * UNITS + ids[i], 1);
    }
    try (Engine fused = Engines.fused(1)) {
      LayerProgram layer = fused.compile("layer0", Sru.cell().make(), UNITS, UNITS);
      LayerProblem p = LayerProblem.random(layer, UNITS, 3, 2, 7).in(Precision.FLOAT32);
      SequenceContext plain = SequenceContext.plain();
      assertArrayEquals(
          layer.forward(p.parameters(), new Inputs.Values(vectors), plain).outputs().toDoubles(),
          layer
              .forward(p.parameters(), new Inputs.Symbols(3, 2, UNITS, ids), plain)
              .outputs()
              .toDoubles(),
          1e-6);
    }
  }

  @Test
  void parametersStartAsInTheAuthorsCode() {
    LayerProgram layer = LinearLayer.of(Sru.cell().highwayBias(-1).make(), 48, 60);
    assertBound(Math.sqrt(3 / 48.0), layer, "c.Wx");
    assertBound(Math.sqrt(1.5 / 48), layer, "f.Wx");
    assertBound(Math.sqrt(1.5 / 48), layer, "r.Wx");
    assertBound(Math.sqrt((1 + 2 / Math.E) * 3 / 48), layer, "skip.Wx");
    LayerProgram many = LinearLayer.of(Sru.cell().make(), 1, 400);
    assertBound(Math.sqrt(1.5), many, "f.v");
    assertBound(Math.sqrt(1.5), many, "r.v");
    assertEquals(0, LinearLayer.start(layer, "f.b").get(3));
    assertEquals(-1, LinearLayer.start(layer, "r.b").get(3));
  }

  private static void assertBound(double bound, LayerProgram layer, String name) {
    double largest = 0;
    for (double value : LinearLayer.start(layer, name).toDoubles()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest <= bound && largest > 0.97 * bound, name + ": " + largest);
  }
}
