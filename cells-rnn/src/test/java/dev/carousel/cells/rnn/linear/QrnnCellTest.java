package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.QrnnCell.Pooling;
import dev.carousel.data.Inputs;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrnnCellTest {
  private static final int INPUTS = 3;
  private static final int UNITS = 4;
  private static final int STEPS = 20;
  private static final double X = 0.7;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static LayerProgram layer(Pooling pooling, int window) {
    return LinearLayer.of(Qrnn.cell().pooling(pooling).window(window).make(), INPUTS, UNITS);
  }

  private static QrnnCell cell(Pooling pooling, int window) {
    return new QrnnCell(pooling, window, new KeepBias(0, 0));
  }

  @Test
  void aStepOfFPoolingByHand() {
    var weights = Map.of("z.Wx", 0.4, "z.b", -0.3, "f.Wx", 0.9, "f.b", -0.6);
    OneUnit step = OneUnit.step(cell(Pooling.F, 1), X, Map.of("c", 0.25), weights);
    double f = sigmoid(0.9 * X - 0.6);
    double c = f * 0.25 + (1 - f) * Math.tanh(0.4 * X - 0.3);
    assertEquals(c, step.output(), 1e-15);
    assertEquals(c, step.state("c"), 1e-15);
  }

  @Test
  void aStepOfIfoPoolingOverTwoInputsByHand() {
    Map<String, Double> weights =
        Map.ofEntries(
            Map.entry("z.Wx", 0.4),
            Map.entry("z.Wbefore", 1.3),
            Map.entry("z.b", -0.3),
            Map.entry("f.Wx", 0.9),
            Map.entry("f.Wbefore", -0.5),
            Map.entry("f.b", -0.6),
            Map.entry("i.Wx", 0.8),
            Map.entry("i.Wbefore", 0.2),
            Map.entry("i.b", 0.1),
            Map.entry("o.Wx", -1.1),
            Map.entry("o.Wbefore", 0.7),
            Map.entry("o.b", 0.5));
    var states = Map.of("c", 0.25, "before", -0.4);
    OneUnit step = OneUnit.step(cell(Pooling.IFO, 2), X, states, weights);
    double z = Math.tanh(0.4 * X + 1.3 * -0.4 - 0.3);
    double f = sigmoid(0.9 * X - 0.5 * -0.4 - 0.6);
    double i = sigmoid(0.8 * X + 0.2 * -0.4 + 0.1);
    double c = f * 0.25 + i * z;
    assertEquals(c, step.state("c"), 1e-15);
    assertEquals(X, step.state("before"), 0);
    assertEquals(sigmoid(-1.1 * X + 0.7 * -0.4 + 0.5) * c, step.output(), 1e-15);
  }

  /** An input of step 5 is seen at that step and, by a window of two, at the next, and no more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void withTheForgetGateClosedTheWindowIsAllThatIsSeen(int window) {
    LayerProgram layer = layer(Pooling.FO, window);
    LayerProblem problem = LinearLayer.problem(layer, INPUTS, STEPS);
    problem.parameters().get("f.b").fill(-800);
    double[] one = problem.forward(layer).outputs().toDoubles();
    Tensor x = ((Inputs.Values) problem.layerInput()).tensor();
    x.set(5 * INPUTS, x.get(5 * INPUTS) + 0.5);
    double[] other = problem.forward(layer).outputs().toDoubles();
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < UNITS; k++) {
        int at = t * UNITS + k;
        if (t >= 5 && t < 5 + window) {
          assertNotEquals(one[at], other[at], 1e-6, "step " + t);
        } else {
          assertEquals(one[at], other[at], 0, "step " + t);
        }
      }
    }
  }

  @Test
  void anInputGateThatIsOneMinusTheForgetGateMakesIfoFo() {
    LayerProgram ifo = layer(Pooling.IFO, 2);
    LayerProgram fo = layer(Pooling.FO, 2);
    LayerProblem of = LinearLayer.problem(fo, INPUTS, STEPS);
    LayerProblem coupled = LinearLayer.problem(ifo, INPUTS, STEPS);
    of.parameters().forEach((name, tensor) -> coupled.parameters().get(name).assign(tensor));
    for (String each : new String[] {"Wx", "Wbefore", "b"}) {
      coupled.parameters().get("i." + each).assign(of.parameters().get("f." + each));
      coupled.parameters().get("i." + each).scale(-1);
    }
    of.initialStates().forEach((name, tensor) -> coupled.initialStates().get(name).assign(tensor));
    ((Inputs.Values) coupled.layerInput())
        .tensor()
        .assign(((Inputs.Values) of.layerInput()).tensor());
    assertArrayEquals(
        of.forward(fo).outputs().toDoubles(), coupled.forward(ifo).outputs().toDoubles(), 1e-14);
  }

  /** Those of the step before multiply an input, which depends on no memory. */
  @ParameterizedTest
  @EnumSource(Pooling.class)
  void noMatrixMultipliesTheMemory(Pooling pooling) {
    assertEquals(List.of(), layer(pooling, 1).recurrentMatrices());
    assertEquals(List.of(), layer(pooling, 2).recurrentMatrices());
  }

  @Test
  void matricesStartByTheWholeWindowAndTheInputGateOppositeToTheForgetGate() {
    LayerProgram layer =
        LinearLayer.of(Qrnn.cell().pooling(Pooling.IFO).keepBias(1.5).make(), 32, 60);
    for (String name : new String[] {"z.Wx", "z.Wbefore", "o.Wx", "o.Wbefore"}) {
      double largest = 0;
      for (double value : LinearLayer.start(layer, name).toDoubles()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertTrue(largest <= 0.125 && largest > 0.121, name + ": " + largest);
    }
    assertEquals(1.5, LinearLayer.start(layer, "f.b").get(3));
    assertEquals(-1.5, LinearLayer.start(layer, "i.b").get(3));
    assertEquals(0, LinearLayer.start(layer, "o.b").sumOfSquares());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void otherWindowsAreRefused(int window) {
    assertThrows(IllegalArgumentException.class, () -> cell(Pooling.F, window));
  }
}
