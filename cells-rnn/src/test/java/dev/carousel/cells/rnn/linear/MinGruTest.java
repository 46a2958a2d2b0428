package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinGruTest {
  private static final KeepBias KEEP = new KeepBias(0, 0);
  private static final int STEPS = 500;
  private static final int INPUTS = 3;
  private static final int UNITS = 5;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double logOfSum(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
  }

  private static double value(Candidate candidate, double v) {
    if (candidate == Candidate.PLAIN) {
      return v;
    }
    return v >= 0 ? v + 0.5 : sigmoid(v);
  }

  private static double map(ReferenceLayer layer, String gate, Tensor x, int t, int unit) {
    double sum = layer.parameter(gate + ".b").get(unit);
    for (int i = 0; i < INPUTS; i++) {
      sum += layer.parameter(gate + ".Wx").get(unit * INPUTS + i) * x.get(t * INPUTS + i);
    }
    return sum;
  }

  /**
   * The parallel form (Feng and others, 2024, appendix B) of one unit. With a(t) the logarithm of
   * the share that step t keeps and A its sum from the first step on, h(t) is exp(A(t)) times the
   * sum of h(0) and all exp(-A(s)) z(s) n(s), s up to t, taken in logarithms. Positive and negative
   * terms are summed apart.
   */
  private static double[] parallel(
      ReferenceLayer layer, Candidate candidate, Tensor x, double start, int unit) {
    double[] states = new double[STEPS];
    double kept = 0;
    double positive = Math.log(Math.max(start, 0));
    double negative = Math.log(Math.max(-start, 0));
    for (int t = 0; t < STEPS; t++) {
      double k = map(layer, "z", x, t, unit);
      kept -= softplus(k);
      double n = value(candidate, map(layer, "n", x, t, unit));
      double term = -softplus(-k) + Math.log(Math.abs(n)) - kept;
      positive = n > 0 ? logOfSum(positive, term) : positive;
      negative = n < 0 ? logOfSum(negative, term) : negative;
      states[t] = Math.exp(kept + positive) - Math.exp(kept + negative);
    }
    return states;
  }

  @ParameterizedTest
  @EnumSource(Candidate.class)
  void stepByStepEqualsTheParallelForm(Candidate candidate) {
    ReferenceLayer layer =
        new ReferenceLayer(new MinGruCell(candidate, KEEP), INPUTS, UNITS).randomise(1.5);
    Tensor x = ReferenceLayer.random(5, 2, STEPS, 1, INPUTS);
    for (double start : new double[] {0, 0.8}) {
      double[] states = layer.run(x, start, start, start, start, start).outputs().toDoubles();
      for (int unit = 0; unit < UNITS; unit++) {
        double[] expected = parallel(layer, candidate, x, start, unit);
        for (int t = 0; t < STEPS; t++) {
          String where = "step " + t + ", unit " + unit;
          assertEquals(expected[t], states[t * UNITS + unit], 1e-10, where);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-800, -3, -1e-9, 0, 1e-9, 0.4, 800})
  void theComposedCandidateIsExactlyG(double v) {
    var weights = Map.of("z.Wx", 0.0, "z.b", 60.0, "n.Wx", 1.0, "n.b", 0.0);
    OneUnit step = OneUnit.step(new MinGruCell(Candidate.G, KEEP), v, Map.of("h", 0.0), weights);
    double expected = value(Candidate.G, v);
    assertEquals(expected, step.output(), 1e-15 * Math.max(1, expected));
  }

  @Test
  void statesOfThePositiveCandidateStayPositive() {
    ReferenceLayer layer =
        new ReferenceLayer(new MinGruCell(Candidate.G, KEEP), INPUTS, UNITS).randomise(4);
    double[] states =
        layer.run(ReferenceLayer.random(5, 3, STEPS, 1, INPUTS)).outputs().toDoubles();
    for (double h : states) {
      assertTrue(h > 0, "state " + h);
    }
  }

  @Test
  void noMatrixMultipliesTheState() {
    ReferenceLayer layer = new ReferenceLayer(new MinGruCell(Candidate.G, KEEP), INPUTS, UNITS);
    assertEquals(List.of(), layer.program().recurrentMatrices());
  }

  @Test
  void aStepByHand() {
    var weights = Map.of("z.Wx", 0.4, "z.b", -0.3, "n.Wx", -0.9, "n.b", 0.2);
    double z = sigmoid(0.4 * 0.7 - 0.3);
    OneUnit plain =
        OneUnit.step(new MinGruCell(Candidate.PLAIN, KEEP), 0.7, Map.of("h", 0.25), weights);
    assertEquals((1 - z) * 0.25 + z * (-0.9 * 0.7 + 0.2), plain.output(), 1e-15);
    OneUnit positive =
        OneUnit.step(new MinGruCell(Candidate.G, KEEP), 0.7, Map.of("h", 0.25), weights);
    assertEquals((1 - z) * 0.25 + z * sigmoid(-0.9 * 0.7 + 0.2), positive.output(), 1e-15);
  }

  @Test
  void matricesStartAsThoseOfALinearLayerAndBiasesAtZero() {
    ReferenceLayer layer = new ReferenceLayer(new MinGruCell(Candidate.G, KEEP), 25, 100);
    for (String gate : new String[] {"z", "n"}) {
      double largest = 0;
      for (double weight : layer.parameter(gate + ".Wx").toDoubles()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      assertTrue(largest <= 0.2 && largest > 0.195, gate + ": " + largest);
      assertEquals(0, layer.parameter(gate + ".b").sumOfSquares());
    }
  }
}
