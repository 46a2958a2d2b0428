package dev.carousel.cells.rnn.gated;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.RnnCell;
import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CFN, FastRNN and FastGRNN: a step of each by hand, and what each one is known for. */
class FastCellsTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);
  private static final double[] START = {0.5, -0.2, 0.1, 0.9};
  private static final double X = 0.7;
  private static final double H = 0.25;

  /** Its sigmoid is 1, and that of its negative 0, in comparison with 1. */
  private static final double OPEN = 60;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double output(Cell cell, Map<String, Double> weights) {
    return OneUnit.step(cell, X, Map.of("h", H), weights).output();
  }

  @Test
  void cfnByHand() {
    var weights =
        Map.of(
            "f.Wx", 0.4, "f.Wh", -0.3, "f.b", 0.9, "i.Wx", -0.6, "i.Wh", 0.8, "i.b", -0.2, "n.Wx",
            1.1);
    double f = sigmoid(0.4 * X - 0.3 * H + 0.9);
    double i = sigmoid(-0.6 * X + 0.8 * H - 0.2);
    double expected = f * Math.tanh(H) + i * Math.tanh(1.1 * X);
    assertEquals(expected, output(new CfnCell(INIT, KEEP), weights), 1e-15);
  }

  @Test
  void fastRnnByHand() {
    var weights = Map.of("n.Wx", 0.4, "n.Wh", -0.3, "n.b", 0.9, "alpha", -0.6, "beta", 0.8);
    double n = Math.tanh(0.4 * X - 0.3 * H + 0.9);
    double expected = sigmoid(-0.6) * n + sigmoid(0.8) * H;
    assertEquals(expected, output(new FastRnnCell(3, 1), weights), 1e-15);
  }

  @Test
  void fastGrnnByHand() {
    var weights =
        Map.of("h.Wx", 0.4, "h.Wh", -0.3, "z.b", 0.9, "n.b", -0.6, "zeta", 0.8, "nu", -1.2);
    double p = 0.4 * X - 0.3 * H;
    double z = sigmoid(p + 0.9);
    double expected = (sigmoid(0.8) * (1 - z) + sigmoid(-1.2)) * Math.tanh(p - 0.6) + z * H;
    assertEquals(expected, output(new FastGrnnCell(KEEP, 1), weights), 1e-15);
  }

  @Test
  void withoutInputEveryUnitOfCfnMovesTowardsZeroWhateverItsWeights() {
    ReferenceLayer layer = new ReferenceLayer(new CfnCell(INIT, KEEP), 3, 4).randomise(20);
    layer.fill("f.b", OPEN); // never forgets more than tanh does
    double[] states = layer.rest(300, 1.9, -1.1, 0.3, -0.02).outputs().toDoubles();
    double[] before = {1.9, -1.1, 0.3, -0.02};
    for (int k = 0; k < states.length; k++) {
      int unit = k % 4;
      assertTrue(Math.abs(states[k]) < Math.abs(before[unit]), "step " + k / 4 + ", unit " + unit);
      assertTrue(states[k] * before[unit] > 0, "the sign of unit " + unit);
      before[unit] = states[k];
    }
    // By h' = tanh(h), h falls as sqrt(3 / 2 t), from any start.
    assertEquals(Math.sqrt(3.0 / 600), before[0], 0.002);
    ReferenceLayer leaky = new ReferenceLayer(new CfnCell(INIT, KEEP), 3, 4).randomise(20);
    leaky.fill("f.Wh", 0).fill("f.b", 1);
    assertTrue(Math.abs(last(leaky.rest(300, 1.9, -1.1))[0]) < Math.pow(sigmoid(1), 300) * 1.9);
  }

  @Test
  void noUnitOfCfnLeavesTheRangeOfTwo() {
    ReferenceLayer layer = new ReferenceLayer(new CfnCell(INIT, KEEP), 3, 4).randomise(3);
    layer.fill("f.b", OPEN).fill("i.b", OPEN);
    Tensor x = ReferenceLayer.random(5, 5, 200, 1, 3);
    double largest = 0;
    for (double h : layer.run(x, START).outputs().toDoubles()) {
      largest = Math.max(largest, Math.abs(h));
    }
    assertTrue(largest < 2 && largest > 1.5, "largest " + largest);
  }

  @Test
  void cfnsGatesStartOppositeToEachOther() {
    for (KeepBias keep : new KeepBias[] {new KeepBias(1, 0), new KeepBias(0, 50)}) {
      ReferenceLayer layer = new ReferenceLayer(new CfnCell(INIT, keep), 3, 4);
      for (int i = 0; i < 4; i++) {
        assertEquals(-layer.parameter("f.b").get(i), layer.parameter("i.b").get(i));
      }
    }
    assertEquals(1, new ReferenceLayer(Cfn.cell().make(), 3, 4).parameter("f.b").get(2));
  }

  @Test
  void anErrorOfFastRnnDecaysByTheShareThatItKeeps() {
    for (double bias : new double[] {-1, 0, 3, 5}) {
      ReferenceLayer layer = new ReferenceLayer(new FastRnnCell(bias, 1), 3, 4);
      layer.fill("n.Wh", 0);
      double left = Math.pow(sigmoid(bias), 40);
      assertEquals(left, layer.slopes(layer.rest(40, START), 1)[1], 1e-12 * left);
      assertEquals(sigmoid(bias), layer.rest(1, START).observed("keep").get(0), 1e-15);
    }
  }

  @Test
  void fastRnnThatKeepsNothingIsTheVanillaNetwork() {
    ReferenceLayer fast = new ReferenceLayer(new FastRnnCell(3, 1), 3, 4).randomise(0.7);
    fast.fill("alpha", OPEN).fill("beta", -OPEN);
    ReferenceLayer rnn = new ReferenceLayer(new RnnCell(Activation.TANH, INIT), 3, 4);
    for (String name : new String[] {"Wx", "Wh", "b"}) {
      rnn.copy("h." + name, fast.parameter("n." + name));
    }
    assertSame(rnn, fast);
  }

  @Test
  void fastGrnnWithoutItsNumbersIsUgrnnWithOnePairOfMatrices() {
    ReferenceLayer fast = new ReferenceLayer(new FastGrnnCell(KEEP, 1), 3, 4).randomise(0.7);
    fast.fill("zeta", OPEN).fill("nu", -OPEN);
    ReferenceLayer ugrnn = new ReferenceLayer(new UgrnnCell(INIT, KEEP), 3, 4);
    for (String gate : new String[] {"g", "c"}) {
      ugrnn.copy(gate + ".Wx", fast.parameter("h.Wx")).copy(gate + ".Wh", fast.parameter("h.Wh"));
    }
    ugrnn.copy("g.b", fast.parameter("z.b")).copy("c.b", fast.parameter("n.b"));
    assertSame(ugrnn, fast);
  }

  private static void assertSame(ReferenceLayer expected, ReferenceLayer found) {
    Tensor x = ReferenceLayer.random(5, 1, 6, 1, 3);
    assertArrayEquals(
        expected.run(x, START).outputs().toDoubles(),
        found.run(x, START).outputs().toDoubles(),
        1e-14);
  }

  @Test
  void fastCellsStartAsInTheAuthorsCode() {
    ReferenceLayer rnn = new ReferenceLayer(FastRnn.cell().make(), 40, 50);
    assertEquals(0.01, rnn.parameter("n.Wx").sumOfSquares() / 2000, 0.001);
    assertEquals(0.01, rnn.parameter("n.Wh").sumOfSquares() / 2500, 0.001);
    assertEquals(1, rnn.parameter("n.b").get(7));
    assertEquals(-3, rnn.parameter("alpha").get(0));
    assertEquals(3, rnn.parameter("beta").get(0));
    ReferenceLayer grnn = new ReferenceLayer(FastGrnn.cell().gain(2).make(), 40, 50);
    assertEquals(0.01, grnn.parameter("h.Wx").sumOfSquares() / 2000, 0.001);
    assertEquals(0.04, grnn.parameter("h.Wh").sumOfSquares() / 2500, 0.004);
    assertEquals(1, grnn.parameter("z.b").get(7));
    assertEquals(1, grnn.parameter("n.b").get(7));
    assertEquals(1, grnn.parameter("zeta").get(0));
    assertEquals(-4, grnn.parameter("nu").get(0));
  }
}
