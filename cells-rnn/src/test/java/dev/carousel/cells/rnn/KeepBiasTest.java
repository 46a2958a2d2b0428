package dev.carousel.cells.rnn;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.gated.BrcCell;
import dev.carousel.cells.rnn.gated.CfnCell;
import dev.carousel.cells.rnn.gated.FastGrnnCell;
import dev.carousel.cells.rnn.gated.Mgu;
import dev.carousel.cells.rnn.gated.MguCell;
import dev.carousel.cells.rnn.gated.MinimalRnnCell;
import dev.carousel.cells.rnn.gated.MutCell;
import dev.carousel.cells.rnn.gated.NbrcCell;
import dev.carousel.cells.rnn.gated.StarCell;
import dev.carousel.cells.rnn.gated.StarCell.Variant;
import dev.carousel.cells.rnn.gated.UgrnnCell;
import dev.carousel.cells.rnn.linear.MinGruCell;
import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import dev.carousel.engine.ForwardPass;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepBiasTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final int UNITS = 4;
  private static final int STEPS = 30;

  /**
   * A cell with a gate that keeps its state.
   *
   * @param bias the parameter of that gate
   * @param sign -1 where the gate is the share that is replaced
   */
  private record Gated(Function<KeepBias, Cell> cell, String bias, int sign) {
    ReferenceLayer layer(KeepBias keep) {
      return new ReferenceLayer(cell.apply(keep), 3, UNITS);
    }

    @Override
    public String toString() {
      return cell.apply(new KeepBias(0, 0)).toString();
    }
  }

  static List<Gated> cells() {
    return List.of(
        new Gated(keep -> new UgrnnCell(INIT, keep), "g.b", 1),
        new Gated(keep -> new MguCell(INIT, keep), "f.b", -1),
        new Gated(keep -> new MinimalRnnCell(INIT, keep), "u.b", 1),
        new Gated(keep -> new StarCell(Variant.PAPER, keep, 1), "k.b", -1),
        new Gated(keep -> new StarCell(Variant.CODE, keep, 1), "f.b", 1),
        new Gated(BrcCell::new, "c.b", 1),
        new Gated(NbrcCell::new, "c.b", 1),
        new Gated(keep -> new MutCell(MutCell.Variant.MUT1, INIT, keep), "z.b", -1),
        new Gated(keep -> new MutCell(MutCell.Variant.MUT2, INIT, keep), "z.b", -1),
        new Gated(keep -> new MutCell(MutCell.Variant.MUT3, INIT, keep), "z.b", -1),
        new Gated(keep -> new CfnCell(INIT, keep), "f.b", 1),
        new Gated(keep -> new FastGrnnCell(keep, 1), "z.b", 1),
        new Gated(keep -> new MinGruCell(Candidate.PLAIN, keep), "z.b", -1));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static ReferenceLayer without(ReferenceLayer layer, Gated gated) {
    layer.clearAllBut(gated.bias());
    boolean hasFeedback = layer.program().observed().contains("feedback");
    return hasFeedback ? layer.fill("a.b", -40) : layer; // no feedback of a bistable cell
  }

  @ParameterizedTest
  @MethodSource("cells")
  void withAllElseZeroAnErrorDecaysBySigmoidOfTheBias(Gated gated) {
    for (double bias : new double[] {-1, 0, 1, 3}) {
      ReferenceLayer layer = without(gated.layer(new KeepBias(bias, 0)), gated);
      ForwardPass pass = layer.rest(STEPS, 0, 0, 0, 0);
      assertEquals(sigmoid(bias), pass.observed("keep").get(2), 1e-15);
      double[] slopes = layer.slopes(pass, 1);
      double left = Math.pow(sigmoid(bias), STEPS);
      assertEquals(left, slopes[1], 1e-12 * left);
      assertEquals(0, slopes[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void anOpenKeepGateHoldsASmallState(Gated gated) {
    ReferenceLayer layer = without(gated.layer(new KeepBias(20, 0)), gated);
    double[] held = last(layer.rest(STEPS, 1e-6, -2e-6, 0, 3e-6));
    assertEquals(1e-6, held[0], 1e-12);
    assertEquals(-2e-6, held[1], 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theDiagnosisSeesKeepAsAGate(Gated gated) {
    ReferenceLayer layer = gated.layer(new KeepBias(1, 0));
    assertTrue(layer.program().gates().contains("keep"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void chronoSpreadsTheBiasesOverTheLags(Gated gated) {
    Tensor biases = gated.layer(new KeepBias(7, 100)).parameter(gated.bias());
    double spread = 0;
    for (int i = 0; i < biases.size(); i++) {
      double bias = gated.sign() * biases.get(i);
      assertTrue(bias >= 0 && bias <= Math.log(99), "unit " + i + ": " + bias);
      spread = Math.max(spread, Math.abs(bias - biases.get(0) * gated.sign()));
    }
    assertTrue(spread > 0.1, "all units have one time-scale");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1", "2", "2.999"})
  void chronoLagsTooShortToSpreadAreRefused(String lag) {
    Refusal error = Refusal.of("mgu:chrono=" + lag, () -> Mgu.cell().with("chrono", lag).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("Option 'chrono' of the cell mgu"), message);
    assertTrue(message.contains("at least 3"), message);
    assertTrue(message.contains("found:    " + Double.parseDouble(lag)), message);
  }
}
