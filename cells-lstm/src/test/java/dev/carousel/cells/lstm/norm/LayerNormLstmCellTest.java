package dev.carousel.cells.lstm.norm;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.cells.lstm.norm.LayerNormLstmCell.Norm;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerNormLstmCellTest {
  private static final String[] GATES = {"i", "f", "g", "o"};
  private static final int UNITS = 2;

  private static LayerProgram layer(Norm norm) {
    return Layers.of(LayerNormLstm.cell().norms(norm).make(), UNITS);
  }

  /** The first step of the first row, with means and variances taken by hand. */
  @ParameterizedTest
  @EnumSource(Norm.class)
  void oneStepIsThatOfThePaper(Norm norm) {
    LayerProgram layer = layer(norm);
    LayerProblem problem = Layers.problem(layer, 1);
    NamedTensors p = problem.parameters();
    double[] ofInput = new double[4 * UNITS];
    double[] ofState = new double[4 * UNITS];
    for (int at = 0; at < 4 * UNITS; at++) {
      String gate = GATES[at / UNITS];
      ofInput[at] = row(p.get(gate + ".Wx"), at % UNITS, problem.input());
      ofState[at] = row(p.get(gate + ".Wh"), at % UNITS, problem.initialStates().get("h"));
    }
    double[] sums = new double[4 * UNITS];
    for (int at = 0; at < 4 * UNITS; at++) {
      sums[at] = p.get(GATES[at / UNITS] + ".b").get(at % UNITS);
      if (norm == Norm.LAYER) {
        sums[at] += p.get("x.gain").get(at) * norm(ofInput, 0, 4 * UNITS, at);
        sums[at] += p.get("h.gain").get(at) * norm(ofState, 0, 4 * UNITS, at);
      } else {
        double[] both = ofInput.clone();
        Arrays.setAll(both, k -> ofInput[k] + ofState[k]);
        int first = at / UNITS * UNITS;
        sums[at] += p.get("gain").get(at) * norm(both, first, UNITS, at);
      }
    }
    double[] c = new double[UNITS];
    for (int k = 0; k < UNITS; k++) {
      double before = problem.initialStates().get("c").get(k);
      c[k] = sigmoid(sums[UNITS + k]) * before + sigmoid(sums[k]) * Math.tanh(sums[2 * UNITS + k]);
    }
    Tensor found = problem.forward(layer).outputs();
    for (int k = 0; k < UNITS; k++) {
      double read = p.get("c.gain").get(k) * norm(c, 0, UNITS, k) + p.get("c.b").get(k);
      assertEquals(sigmoid(sums[3 * UNITS + k]) * Math.tanh(read), found.get(k), 1e-12);
    }
  }

  private static double row(Tensor matrix, int row, Tensor vector) {
    double sum = 0;
    int columns = matrix.extent(1);
    for (int j = 0; j < columns; j++) {
      sum += matrix.get(row * columns + j) * vector.get(j);
    }
    return sum;
  }

  private static double norm(double[] values, int from, int count, int at) {
    double mean = Arrays.stream(values, from, from + count).average().orElseThrow();
    double variance =
        Arrays.stream(values, from, from + count)
            .map(v -> (v - mean) * (v - mean))
            .average()
            .orElseThrow();
    return (values[at] - mean) / Math.sqrt(variance + 1e-5);
  }

  /** A factor on all input matrices, or on all recurrent ones, changes nothing but by the 1e-5. */
  @ParameterizedTest
  @ValueSource(strings = {".Wx", ".Wh"})
  void aFactorOnTheMatricesOfOneVectorChangesNothing(String end) {
    assertTrue(difference(Norm.LAYER, end) < 1e-6, "apart, they are invariant");
    assertTrue(difference(Norm.GATE, end) > 1e-2, "in one sum, they are not");
  }

  private static double difference(Norm norm, String end) {
    LayerProgram layer = Layers.of(LayerNormLstm.cell().norms(norm).make(), 8);
    LayerProblem problem = Layers.problem(layer, 10);
    problem.parameters().scale(100);
    for (String gain : new String[] {"gain", "x.gain", "h.gain", "c.gain"}) {
      if (problem.parameters().names().contains(gain)) {
        problem.parameters().get(gain).fill(1);
      }
    }
    Layers.fill(problem.parameters(), ".b", 0.1);
    Tensor before = problem.forward(layer).outputs().copy();
    problem.parameters().names().stream()
        .filter(name -> name.endsWith(end))
        .forEach(name -> problem.parameters().get(name).scale(7));
    Tensor after = problem.forward(layer).outputs();
    before.addScaled(-1, after);
    return Math.sqrt(before.sumOfSquares() / before.size());
  }

  @Test
  void gainsStartAt1AndBiasesAt0ButForTheForgetGates() {
    Cell layered = LayerNormLstm.cell().forgetBias(2.5).make();
    assertEquals(200, Layers.start(layered, "x.gain").sumOfSquares());
    assertEquals(200, Layers.start(layered, "h.gain").sumOfSquares());
    assertEquals(50, Layers.start(layered, "c.gain").sumOfSquares());
    assertEquals(2.5, Layers.start(layered, "f.b").get(7));
    for (String name : new String[] {"i.b", "g.b", "o.b", "c.b"}) {
      assertEquals(0, Layers.start(layered, name).sumOfSquares(), name);
    }
    assertEquals(
        200, Layers.start(LayerNormLstm.cell().norms(Norm.GATE).make(), "gain").sumOfSquares());
  }
}
