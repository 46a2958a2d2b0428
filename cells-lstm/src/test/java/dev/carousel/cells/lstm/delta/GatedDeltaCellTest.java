package dev.carousel.cells.lstm.delta;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.lstm.Layers;
import dev.carousel.cells.lstm.delta.GatedDeltaCell.Output;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatedDeltaCellTest {
  private static final int UNITS = 6;
  private static final int HEADS = 2;
  private static final int D = UNITS / HEADS;
  private static final int ROWS = 2;

  @ParameterizedTest
  @EnumSource(Output.class)
  void oneStepIsThatOfThePaper(Output output) {
    Map<String, Double> weights = new HashMap<>();
    weights.putAll(Map.of("q.Wx", 0.5, "k.Wx", -0.4, "v.Wx", 0.8, "a.Wx", 0.6, "a.b", -0.3));
    weights.putAll(Map.of("A", 0.2, "beta.Wx", -0.7));
    if (output == Output.GATED) {
      weights.putAll(Map.of("gain", 1.5, "g.Wx", 0.9));
    }
    OneUnit step =
        OneUnit.step(GatedDelta.cell().output(output).make(), 0.7, Map.of("S", 0.6), weights);
    double q = unit(silu(0.5 * 0.7));
    double k = unit(silu(-0.4 * 0.7));
    double v = silu(0.8 * 0.7);
    double alpha = Math.exp(-Math.exp(0.2) * Math.log1p(Math.exp(0.6 * 0.7 - 0.3)));
    double beta = sigmoid(-0.7 * 0.7);
    double memory = alpha * 0.6 * (1 - beta * k * k) + beta * v * k;
    assertEquals(memory, step.state("S"), 1e-12);
    double read = memory * q;
    double gated = 1.5 * read / Math.sqrt(read * read + 1e-6) * silu(0.9 * 0.7);
    assertEquals(output == Output.GATED ? gated : read, step.output(), 1e-12);
  }

  private static double silu(double v) {
    return v * sigmoid(v);
  }

  private static double unit(double v) {
    return v / Math.sqrt(v * v + 1e-6);
  }

  private static LayerProgram layer() {
    return Layers.of(GatedDelta.cell().heads(HEADS).output(Output.PLAIN).make(), UNITS);
  }

  /**
   * A problem that forgets nothing and writes with beta 1. Keys are long before they are
   * normalised, so that their length is 1 to 1e-10.
   */
  private static LayerProblem lossless(LayerProgram layer, int steps) {
    LayerProblem problem = Layers.problem(layer, steps);
    problem.parameters().get("a.Wx").fill(0);
    problem.parameters().get("a.b").fill(-1000);
    Tensor keys = problem.parameters().get("k.Wx");
    keys.scale(200);
    Tensor beta = problem.parameters().get("beta.Wx");
    Tensor x = problem.input();
    for (int i = 0; i < x.size(); i += 3) { // the input's first number is 1 at each step
      x.set(i, 1);
    }
    for (int head = 0; head < HEADS; head++) {
      beta.set(head * 3, 1000);
      keys.set(head * D * 3, 400); // silu makes a number near 0 of all that are negative
    }
    return problem;
  }

  /** Keys and values from the equations: [T, B, H]. */
  private static double[] normalised(LayerProblem problem, String name, boolean unit) {
    Tensor weights = problem.parameters().get(name + ".Wx");
    Tensor x = problem.input();
    double[] result = new double[x.size() / 3 * UNITS];
    for (int at = 0; at < result.length; at++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += weights.get(at % UNITS * 3 + j) * x.get(at / UNITS * 3 + j);
      }
      result[at] = silu(sum);
    }
    for (int from = 0; unit && from < result.length; from += D) {
      double norm = 1e-6;
      for (int c = 0; c < D; c++) {
        norm += result[from + c] * result[from + c];
      }
      for (int c = 0; c < D; c++) {
        result[from + c] /= Math.sqrt(norm);
      }
    }
    return result;
  }

  /** Whatever else is stored, the value that was written last at a key is read at it. */
  @Test
  void readingAtTheKeyThatWasWrittenGivesTheValue() {
    int steps = 20;
    LayerProgram layer = layer();
    LayerProblem problem = lossless(layer, steps);
    Tensor memory = problem.forward(layer).states("S");
    double[] k = normalised(problem, "k", true);
    double[] v = normalised(problem, "v", false);
    for (int piece = 0; piece < steps * ROWS * HEADS; piece++) {
      for (int row = 0; row < D; row++) {
        double read = 0;
        for (int c = 0; c < D; c++) {
          read += memory.get((piece * D + row) * D + c) * k[piece * D + c];
        }
        assertEquals(v[piece * D + row], read, 1e-9, "piece " + piece);
      }
    }
  }

  /**
   * The transition I - k k' is a projection: writing the same key again takes out the old value.
   */
  @Test
  void writingAtTheSameKeyReplacesAndDoesNotAdd() {
    LayerProgram layer = layer();
    LayerProblem problem = lossless(layer, 30);
    Tensor x = problem.input();
    for (int i = 6; i < x.size(); i++) {
      x.set(i, x.get(i % 6)); // every step reads the same
    }
    Tensor memory = problem.forward(layer).states("S");
    int size = ROWS * HEADS * D * D;
    for (int i = 0; i < size; i++) {
      assertEquals(memory.get(i), memory.get(29 * size + i), 1e-9);
    }
  }

  /** With beta 0 the memory and its error decay as alpha^t. */
  @ParameterizedTest
  @ValueSource(doubles = {-6, -2, 0.5})
  void withoutWritingTheMemoryDecaysByAlpha(double bias) {
    int steps = 30;
    LayerProgram layer = layer();
    LayerProblem problem = lossless(layer, steps);
    problem.parameters().get("beta.Wx").scale(-1);
    problem.parameters().get("A").fill(0.3);
    problem.parameters().get("a.b").fill(bias);
    ForwardPass pass = problem.forward(layer);
    double alpha = Math.exp(-Math.exp(0.3) * Math.log1p(Math.exp(bias)));
    assertEquals(alpha, pass.observed("forget").get(0), 1e-12);
    Tensor expected = problem.initialStates().get("S").copy();
    expected.scale(Math.pow(alpha, steps));
    Layers.assertClose(expected, pass.finalStates().get("S"), 1e-11);
  }

  @Test
  void noGateReadsTheState() {
    assertEquals(0, layer().recurrentMatrices().size());
  }

  @Test
  void decayStartsAsInTheAuthorsCode() {
    GatedDelta cell = GatedDelta.cell().heads(25);
    Tensor logRates = Layers.start(cell.make(), "A");
    Tensor biases = Layers.start(cell.make(), "a.b");
    double longest = 0;
    double shortest = 1;
    for (int head = 0; head < 25; head++) {
      double rate = Math.exp(logRates.get(head));
      assertTrue(rate > 0 && rate <= 16, "rate " + rate);
      double step = Math.log1p(Math.exp(biases.get(head)));
      assertTrue(step >= 0.001 - 1e-9 && step <= 0.1 + 1e-9, "step " + step);
      longest = Math.max(longest, step);
      shortest = Math.min(shortest, step);
    }
    assertTrue(longest > 0.02 && shortest < 0.005, shortest + " to " + longest);
    assertEquals(50, Layers.start(cell.make(), "gain").sumOfSquares());
  }

  @Test
  void headsThatDoNotDivideTheUnitsAreRefused() {
    Refusal error =
        Refusal.of("gated-delta:heads=5", () -> Layers.of(GatedDelta.cell().heads(5).make(), 6));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    assertTrue(error.message().contains("'heads' of the cell gated-delta"), error.message());
  }
}
