package dev.carousel.cells.rnn.gated;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bistable cells hold a bit for ever if the feedback is above 1, and lose it below. */
class BistabilityTest {
  private static final KeepBias KEEP = new KeepBias(0, 0);
  private static final int FOR_EVER = 600;

  static List<Cell> cells() {
    return List.of(new BrcCell(KEEP), new NbrcCell(KEEP));
  }

  /** One unit with that feedback, whatever it reads: a = 1 + tanh(b). */
  private static ReferenceLayer unit(Cell cell, double feedback) {
    double bias = 0.5 * Math.log(feedback / (2 - feedback)); // artanh(feedback - 1)
    return new ReferenceLayer(cell, 1, 1).clearAllBut("c.b").fill("a.b", bias).fill("n.Wx", 1);
  }

  /** The positive solution of h = tanh(a h). */
  private static double stableState(double a) {
    double h = 1;
    for (int i = 0; i < 1000; i++) {
      h = Math.tanh(a * h);
    }
    return h;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aboveOneTheSignOfAStateIsHeld(Cell cell) {
    double stable = stableState(1.5);
    assertTrue(stable > 0.8);
    ReferenceLayer unit = unit(cell, 1.5);
    assertEquals(stable, last(unit.rest(FOR_EVER, 0.05))[0], 1e-12);
    assertEquals(-stable, last(unit.rest(FOR_EVER, -0.05))[0], 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void belowOneEveryStateReturnsToZero(Cell cell) {
    ReferenceLayer unit = unit(cell, 0.8);
    assertEquals(0, last(unit.rest(FOR_EVER, 0.9))[0], 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aPulseSetsTheBit(Cell cell) {
    double stable = stableState(1.5);
    Tensor pulse = Precision.FLOAT64.zeros(FOR_EVER, 1, 1);
    for (int t = 0; t < 10; t++) {
      pulse.set(t, 2);
    }
    assertEquals(stable, last(unit(cell, 1.5).run(pulse, -stable))[0], 1e-12);
  }

  @Test
  void withDiagonalMatricesTheNeuromodulatedCellIsTheBistableOne() {
    ReferenceLayer brc = new ReferenceLayer(new BrcCell(KEEP), 3, 4).randomise(0.9);
    ReferenceLayer nbrc = new ReferenceLayer(new NbrcCell(KEEP), 3, 4);
    for (String gate : new String[] {"a", "c"}) {
      nbrc.copy(gate + ".Wx", brc.parameter(gate + ".Wx"));
      nbrc.copy(gate + ".b", brc.parameter(gate + ".b"));
      nbrc.fill(gate + ".Wh", 0);
      for (int i = 0; i < 4; i++) {
        nbrc.parameter(gate + ".Wh").set(i * 4 + i, brc.parameter(gate + ".w").get(i));
      }
    }
    nbrc.copy("n.Wx", brc.parameter("n.Wx"));
    Tensor x = ReferenceLayer.random(5, 1, 8, 1, 3);
    ForwardPass expected = brc.run(x, 0.4, -0.3, 0.2, 0.7);
    ForwardPass found = nbrc.run(x, 0.4, -0.3, 0.2, 0.7);
    assertArrayEquals(expected.outputs().toDoubles(), found.outputs().toDoubles(), 1e-14);
    assertArrayEquals(brc.slopes(expected, 2), nbrc.slopes(found, 2), 1e-14);
  }

  @Test
  void ownWeightsStartAtOneAndMatricesWithinGlorotsBound() {
    ReferenceLayer brc = new ReferenceLayer(new BrcCell(KEEP), 3, 4);
    assertArrayEquals(new double[] {1, 1, 1, 1}, brc.parameter("a.w").toDoubles());
    assertArrayEquals(new double[] {1, 1, 1, 1}, brc.parameter("c.w").toDoubles());
    ReferenceLayer nbrc = new ReferenceLayer(new NbrcCell(KEEP), 40, 60);
    for (String name : new String[] {"a.Wx", "c.Wx", "n.Wx", "a.Wh", "c.Wh"}) {
      double bound = Math.sqrt(6.0 / (name.endsWith("h") ? 120 : 100));
      double largest = 0;
      for (double weight : nbrc.parameter(name).toDoubles()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      assertTrue(largest <= bound && largest > 0.97 * bound, name + ": " + largest);
    }
  }
}
