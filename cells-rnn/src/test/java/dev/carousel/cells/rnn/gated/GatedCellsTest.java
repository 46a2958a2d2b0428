package dev.carousel.cells.rnn.gated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.RnnCell;
import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.cells.rnn.gated.StarCell.Variant;
import dev.carousel.engine.ForwardPass;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gated cells: a step of each by hand, and what each one is known for. */
class GatedCellsTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);
  private static final double X = 0.7;
  private static final double H = 0.25;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double output(Cell cell, Map<String, Double> weights) {
    return OneUnit.step(cell, X, Map.of("h", H), weights).output();
  }

  @Test
  void ugrnnByHand() {
    var weights =
        Map.of("g.Wx", 0.4, "g.Wh", -0.3, "g.b", 0.9, "c.Wx", -0.6, "c.Wh", 0.8, "c.b", -0.2);
    double g = sigmoid(0.4 * X - 0.3 * H + 0.9);
    double c = Math.tanh(-0.6 * X + 0.8 * H - 0.2);
    assertEquals(g * H + (1 - g) * c, output(new UgrnnCell(INIT, KEEP), weights), 1e-15);
  }

  @Test
  void mguByHand() {
    var weights =
        Map.of("f.Wx", 0.4, "f.Wh", -0.3, "f.b", 0.9, "n.Wx", -0.6, "n.Wfh", 0.8, "n.b", -0.2);
    double f = sigmoid(0.4 * X - 0.3 * H + 0.9);
    double n = Math.tanh(-0.6 * X + 0.8 * f * H - 0.2);
    assertEquals((1 - f) * H + f * n, output(new MguCell(INIT, KEEP), weights), 1e-15);
  }

  @Test
  void minimalRnnByHand() {
    var weights = Map.of("z.Wx", 0.4, "z.b", -0.3, "u.Wh", 0.9, "u.Wz", -0.6, "u.b", 0.8);
    double z = Math.tanh(0.4 * X - 0.3);
    double u = sigmoid(0.9 * H - 0.6 * z + 0.8);
    assertEquals(u * H + (1 - u) * z, output(new MinimalRnnCell(INIT, KEEP), weights), 1e-15);
  }

  @Test
  void starOfThePaperByHand() {
    var weights = Map.of("z.Wx", 0.4, "z.b", -0.3, "k.Wx", 0.9, "k.Wh", -0.6, "k.b", 0.8);
    double z = Math.tanh(0.4 * X - 0.3);
    double k = sigmoid(0.9 * X - 0.6 * H + 0.8);
    double expected = Math.tanh((1 - k) * H + k * z);
    assertEquals(expected, output(new StarCell(Variant.PAPER, KEEP, 1), weights), 1e-15);
  }

  @Test
  void starOfTheCodeByHand() {
    var weights = Map.of("z.Wx", 0.4, "z.b", -0.3, "f.Wx", 0.9, "f.Wh", -0.6, "f.b", 0.8);
    double z = Math.tanh(0.4 * X - 0.3);
    double s = 0.9 * X - 0.6 * H + 0.8;
    double expected = Math.tanh(sigmoid(s) * H + (1 - sigmoid(s - 1)) * z);
    assertEquals(expected, output(new StarCell(Variant.CODE, KEEP, 1), weights), 1e-15);
  }

  @Test
  void brcByHand() {
    var weights =
        Map.of(
            "a.Wx", 0.4, "a.w", -0.3, "a.b", 0.9, "c.Wx", -0.6, "c.w", 0.8, "c.b", -0.2, "n.Wx",
            1.1);
    double a = 1 + Math.tanh(0.4 * X - 0.3 * H + 0.9);
    double c = sigmoid(-0.6 * X + 0.8 * H - 0.2);
    double expected = c * H + (1 - c) * Math.tanh(1.1 * X + a * H);
    assertEquals(expected, output(new BrcCell(KEEP), weights), 1e-15);
  }

  @Test
  void withAClosedGateUgrnnIsTheVanillaNetwork() {
    ReferenceLayer cell = new ReferenceLayer(new UgrnnCell(INIT, KEEP), 3, 4).randomise(0.5);
    cell.fill("g.b", -60); // its sigmoid is 0 in comparison with 1
    assertIsVanilla(cell, "c.Wx", "c.Wh", "c.b");
  }

  @Test
  void mguThatForgetsAllIsTheVanillaNetwork() {
    ReferenceLayer cell = new ReferenceLayer(new MguCell(INIT, KEEP), 3, 4).randomise(0.5);
    cell.fill("f.b", 60);
    assertIsVanilla(cell, "n.Wx", "n.Wfh", "n.b");
  }

  private static void assertIsVanilla(
      ReferenceLayer cell, String input, String recurrent, String bias) {
    ReferenceLayer rnn = new ReferenceLayer(new RnnCell(Activation.TANH, INIT), 3, 4);
    rnn.copy("h.Wx", cell.parameter(input));
    rnn.copy("h.Wh", cell.parameter(recurrent));
    rnn.copy("h.b", cell.parameter(bias));
    Tensor x = ReferenceLayer.random(5, 1, 6, 1, 3);
    assertArrayEquals(
        rnn.run(x, 0.5, -0.2, 0.1, 0.9).outputs().toDoubles(),
        cell.run(x, 0.5, -0.2, 0.1, 0.9).outputs().toDoubles(),
        1e-14);
  }

  @Test
  void aStateOfMinimalRnnStaysBetweenTheLastOneAndTheEncodedInput() {
    ReferenceLayer layer = new ReferenceLayer(new MinimalRnnCell(INIT, KEEP), 1, 1).randomise(3);
    Tensor x = ReferenceLayer.random(5, 2, 50, 1, 1);
    double before = 0.6;
    double[] states = layer.run(x, before).outputs().toDoubles();
    double w = layer.parameter("z.Wx").get(0);
    double b = layer.parameter("z.b").get(0);
    for (int t = 0; t < states.length; t++) {
      double z = Math.tanh(w * x.get(t) + b);
      assertTrue(states[t] >= Math.min(before, z) - 1e-15, "step " + t);
      assertTrue(states[t] <= Math.max(before, z) + 1e-15, "step " + t);
      before = states[t];
    }
  }

  @Test
  void starStaysBelowOneAndItsCodeTakesMoreThanItForgets() {
    for (Variant variant : Variant.values()) {
      ReferenceLayer layer = new ReferenceLayer(new StarCell(variant, KEEP, 1), 3, 4).randomise(1);
      ForwardPass pass = layer.run(ReferenceLayer.random(5, 2, 50, 1, 3), 5, -5, 1, 0);
      for (double h : pass.outputs().toDoubles()) {
        assertTrue(Math.abs(h) < 1, variant + ": " + h);
      }
      if (variant == Variant.CODE) {
        double keep = pass.observed("keep").get(3);
        double expected = 1 - sigmoid(Math.log(keep / (1 - keep)) - 1);
        assertEquals(expected, pass.observed("input").get(3), 1e-12);
        assertTrue(pass.observed("input").get(3) > 1 - keep);
      }
    }
  }

  @Test
  void starStartsOrthogonal() {
    ReferenceLayer layer = new ReferenceLayer(new StarCell(Variant.PAPER, KEEP, 0.5), 3, 6);
    assertEquals(6 * 0.25, layer.parameter("k.Wh").sumOfSquares(), 1e-12);
    assertEquals(3, layer.parameter("k.Wx").sumOfSquares(), 1e-12);
    assertEquals(3, layer.parameter("z.Wx").sumOfSquares(), 1e-12);
    assertEquals(0, layer.parameter("z.b").sumOfSquares());
  }
}
