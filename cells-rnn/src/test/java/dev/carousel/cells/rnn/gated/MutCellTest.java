package dev.carousel.cells.rnn.gated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.ResetBeforeGruCell;
import dev.carousel.cells.rnn.gated.MutCell.Variant;
import dev.carousel.engine.ForwardPass;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mutated units: a step of each by hand, and how they differ from the GRU. */
class MutCellTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);
  private static final int UNITS = 4;
  private static final double[] START = {0.5, -0.2, 0.1, 0.9};
  private static final double X = 0.7;
  private static final double H = 0.25;

  private static MutCell cell(Variant variant) {
    return new MutCell(variant, INIT, KEEP);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double output(Variant variant, Map<String, Double> weights) {
    return OneUnit.step(cell(variant), X, Map.of("h", H), weights).output();
  }

  @Test
  void firstByHand() {
    var weights =
        Map.of(
            "z.Wx", 0.4, "z.b", -0.3, "r.Wx", 0.9, "r.Wh", -0.6, "r.b", 0.8, "n.Wrh", 1.2, "n.b",
            -0.1);
    double z = sigmoid(0.4 * X - 0.3);
    double r = sigmoid(0.9 * X - 0.6 * H + 0.8);
    double n = Math.tanh(1.2 * r * H + Math.tanh(X) - 0.1);
    assertEquals(n * z + H * (1 - z), output(Variant.MUT1, weights), 1e-15);
  }

  @Test
  void secondByHand() {
    var weights =
        Map.of(
            "z.Wx", 0.4, "z.Wh", 1.1, "z.b", -0.3, "r.Wh", -0.6, "r.b", 0.8, "n.Wx", 0.5, "n.Wrh",
            1.2, "n.b", -0.1);
    double z = sigmoid(0.4 * X + 1.1 * H - 0.3);
    double r = sigmoid(X - 0.6 * H + 0.8);
    double n = Math.tanh(1.2 * r * H + 0.5 * X - 0.1);
    assertEquals(n * z + H * (1 - z), output(Variant.MUT2, weights), 1e-15);
  }

  @Test
  void thirdByHand() {
    var weights =
        Map.of(
            "z.Wx", 0.4, "z.Wth", 1.1, "z.b", -0.3, "r.Wx", 0.9, "r.Wh", -0.6, "r.b", 0.8, "n.Wx",
            0.5, "n.Wrh", 1.2, "n.b", -0.1);
    double z = sigmoid(0.4 * X + 1.1 * Math.tanh(H) - 0.3);
    double r = sigmoid(0.9 * X - 0.6 * H + 0.8);
    double n = Math.tanh(1.2 * r * H + 0.5 * X - 0.1);
    assertEquals(n * z + H * (1 - z), output(Variant.MUT3, weights), 1e-15);
  }

  /** The GRU keeps by the gate that MUT2 replaces by. */
  private static ReferenceLayer gruOf(ReferenceLayer mut2, int inputs) {
    ReferenceLayer gru = new ReferenceLayer(new ResetBeforeGruCell(INIT), inputs, UNITS);
    for (String name : new String[] {"z.Wx", "z.Wh", "z.b"}) {
      gru.copy(name, mut2.parameter(name));
      gru.parameter(name).scale(-1);
    }
    for (String name : new String[] {"r.Wh", "r.b", "n.Wx", "n.Wrh", "n.b"}) {
      gru.copy(name, mut2.parameter(name));
    }
    return gru;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, UNITS})
  void theSecondIsTheGruWhoseResetGateReadsThePlainInput(int inputs) {
    ReferenceLayer mut2 = new ReferenceLayer(cell(Variant.MUT2), inputs, UNITS).randomise(0.9);
    ReferenceLayer gru = gruOf(mut2, inputs);
    if (inputs == UNITS) {
      gru.fill("r.Wx", 0);
      for (int i = 0; i < UNITS; i++) {
        gru.parameter("r.Wx").set(i * UNITS + i, 1);
      }
    } else {
      gru.copy("r.Wx", mut2.parameter("r.Wx"));
    }
    Tensor x = ReferenceLayer.random(5, 1, 8, 1, inputs);
    ForwardPass expected = gru.run(x, START);
    ForwardPass found = mut2.run(x, START);
    assertArrayEquals(expected.outputs().toDoubles(), found.outputs().toDoubles(), 1e-14);
    assertArrayEquals(gru.slopes(expected, 2), mut2.slopes(found, 2), 1e-14);
  }

  @Test
  void onlyTheFirstChoosesWhatToKeepFromTheInputAlone() {
    Tensor x = ReferenceLayer.random(5, 1, 8, 1, 3);
    for (Variant variant : Variant.values()) {
      ReferenceLayer layer = new ReferenceLayer(cell(variant), 3, UNITS).randomise(0.9);
      Tensor one = layer.run(x, START).observed("keep");
      Tensor other = layer.run(x, -0.3, 0.8, 0, 0.4).observed("keep");
      boolean same = Arrays.equals(one.toDoubles(), other.toDoubles());
      assertEquals(variant == Variant.MUT1, same, variant.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void noUnitLeavesTheRangeOfTanh(Variant variant) {
    ReferenceLayer layer = new ReferenceLayer(cell(variant), 3, UNITS).randomise(4);
    ForwardPass pass = layer.run(ReferenceLayer.random(5, 3, 100, 1, 3), START);
    for (double h : pass.outputs().toDoubles()) {
      assertTrue(Math.abs(h) <= 1, variant + ": " + h);
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void anInputAsWideAsTheStateNeedsNoMatrixWhereItStandsAlone(Variant variant) {
    String map = Map.of(Variant.MUT1, "e.Wx", Variant.MUT2, "r.Wx").getOrDefault(variant, "");
    for (int inputs : new int[] {3, UNITS}) {
      var names =
          new ReferenceLayer(cell(variant), inputs, UNITS)
              .program().parameters().stream().map(p -> p.name()).toList();
      assertEquals(!map.isEmpty() && inputs != UNITS, names.contains(map), names.toString());
    }
  }
}
