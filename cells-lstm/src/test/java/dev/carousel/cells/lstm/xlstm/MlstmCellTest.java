package dev.carousel.cells.lstm.xlstm;

import static dev.carousel.cells.lstm.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Layers;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MlstmCellTest {
  private static final int STEPS = 25;
  private static final int UNITS = 6;
  private static final int HEADS = 2;
  private static final int D = UNITS / HEADS;
  private static final int ROWS = 2;

  @ParameterizedTest
  @EnumSource(ForgetGate.class)
  void oneStepIsThatOfThePaper(ForgetGate gate) {
    Map<String, Double> weights = new HashMap<>();
    double[] given = {0.5, 0.3, -0.4, 0.9, 0.8, -0.2, 0.6, 0.1, -0.7, 1.1, 0.25, -0.35};
    String[] names = {"q", "k", "v", "i", "f", "o"};
    double[] sums = new double[6];
    for (int at = 0; at < 6; at++) {
      weights.put(names[at] + ".Wx", given[2 * at]);
      weights.put(names[at] + ".b", given[2 * at + 1]);
      sums[at] = given[2 * at] * 0.7 + given[2 * at + 1];
    }
    Map<String, Double> before = Map.of("C", 0.6, "n", -0.5, "m", 0.2);
    OneUnit step = OneUnit.step(Mlstm.cell().forget(gate).make(), 0.7, before, weights);
    double f = gate == ForgetGate.SIGMOID ? sigmoid(sums[4]) : Math.exp(sums[4]);
    double memory = f * Math.exp(0.2) * 0.6 + Math.exp(sums[3]) * sums[2] * sums[1];
    double n = f * Math.exp(0.2) * -0.5 + Math.exp(sums[3]) * sums[1];
    double m = Math.max(Math.log(f) + 0.2, sums[3]);
    assertEquals(m, step.state("m"), 1e-12);
    assertEquals(memory * Math.exp(-m), step.state("C"), 1e-12);
    assertEquals(n * Math.exp(-m), step.state("n"), 1e-12);
    double size = Math.max(Math.abs(n * sums[0]), 1) * Math.exp(-m) + 1e-6;
    double out = sigmoid(sums[5]) * memory * Math.exp(-m) * sums[0] / size;
    assertEquals(out, step.output(), 1e-12);
  }

  private static LayerProgram layer() {
    return Layers.of(Mlstm.cell().heads(HEADS).make(), UNITS);
  }

  private static LayerProblem problem(LayerProgram layer) {
    LayerProblem problem = Layers.problem(layer, STEPS);
    problem.initialStates().scale(0);
    return problem;
  }

  /** A map of the input of all steps: [T, B, size]. */
  private static double[] map(LayerProblem problem, String name) {
    Tensor weights = problem.parameters().get(name + ".Wx");
    Tensor bias = problem.parameters().get(name + ".b");
    Tensor x = problem.input();
    int inputs = x.extent(2);
    int size = bias.size();
    double[] result = new double[STEPS * ROWS * size];
    for (int at = 0; at < result.length; at++) {
      result[at] = bias.get(at % size);
      for (int j = 0; j < inputs; j++) {
        result[at] += weights.get(at % size * inputs + j) * x.get(at / size * inputs + j);
      }
    }
    return result;
  }

  /** The attention-like form of the paper: each step reads all values at once, by their keys. */
  @Test
  void stepByStepItIsTheParallelForm() {
    LayerProgram layer = layer();
    LayerProblem problem = problem(layer);
    Tensor found = problem.forward(layer).outputs();
    double[] q = map(problem, "q");
    double[] k = map(problem, "k");
    double[] v = map(problem, "v");
    double[] o = map(problem, "o");
    double[] i = map(problem, "i");
    double[] f = map(problem, "f");
    for (int t = 0; t < STEPS; t++) {
      for (int place = 0; place < ROWS * HEADS; place++) {
        double[] read = new double[D];
        double total = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from <= t; from++) {
          largest = Math.max(largest, logWeight(i, f, place, from, t));
        }
        for (int from = 0; from <= t; from++) {
          double weight = Math.exp(logWeight(i, f, place, from, t) - largest);
          double match = dot(q, at(place, t), k, at(place, from)) / Math.sqrt(D);
          total += weight * match;
          for (int c = 0; c < D; c++) {
            read[c] += weight * match * v[at(place, from) + c];
          }
        }
        // The zeros at the start count with all forget gates, which the parallel form leaves out.
        double level = Math.max(largest, forgotten(f, place, -1, t));
        double scale = Math.exp(largest - level);
        double size = Math.max(Math.abs(total * scale), Math.exp(-level)) + 1e-6;
        for (int c = 0; c < D; c++) {
          int unit = at(place, t) + c;
          double expected = sigmoid(o[unit]) * read[c] * scale / size;
          assertEquals(expected, found.get(unit), 1e-12, "step " + t);
        }
      }
    }
  }

  private static int at(int place, int step) {
    return (step * ROWS * HEADS + place) * D;
  }

  private static double logWeight(double[] i, double[] f, int place, int from, int t) {
    return i[from * ROWS * HEADS + place] + forgotten(f, place, from, t);
  }

  /** The logarithm of what is left at step t of what was stored at step {@code from}. */
  private static double forgotten(double[] f, int place, int from, int t) {
    double sum = 0;
    for (int step = from + 1; step <= t; step++) {
      sum += Math.log(sigmoid(f[step * ROWS * HEADS + place]));
    }
    return sum;
  }

  private static double dot(double[] a, int atA, double[] b, int atB) {
    double sum = 0;
    for (int c = 0; c < D; c++) {
      sum += a[atA + c] * b[atB + c];
    }
    return sum;
  }

  /** With i = f = 1 the memory is the sum of all outer products, and n that of all keys. */
  @Test
  void withGatesHeldOpenTheMemoryIsARunningSum() {
    LayerProgram layer = layer();
    LayerProblem problem = problem(layer);
    problem.parameters().get("i.Wx").fill(0);
    problem.parameters().get("i.b").fill(0);
    problem.parameters().get("f.Wx").fill(0);
    problem.parameters().get("f.b").fill(1000);
    ForwardPass pass = problem.forward(layer);
    double[] k = map(problem, "k");
    double[] v = map(problem, "v");
    Tensor memory = pass.states("C");
    for (int place = 0; place < ROWS * HEADS; place++) {
      double[] sum = new double[D * D];
      for (int t = 0; t < STEPS; t++) {
        for (int e = 0; e < D * D; e++) {
          sum[e] += v[at(place, t) + e / D] * k[at(place, t) + e % D] / Math.sqrt(D);
          double found = memory.get((t * ROWS * HEADS + place) * D * D + e);
          assertEquals(sum[e], found, 1e-12, "step " + t);
        }
      }
    }
  }

  @Test
  void noGateReadsTheState() {
    assertEquals(0, layer().recurrentMatrices().size());
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "1000, -1000", "-1000, 1000", "-1000, -1000", "0, 1000", "0, -1000"})
  void hugeSumsStayFinite(double input, double forget) {
    for (ForgetGate gate : ForgetGate.values()) {
      Cell cell = Mlstm.cell().forget(gate).make();
      try (Engine reference = Engines.reference();
          Engine fused = Engines.fused(1)) {
        assertFinite(reference, cell, input, forget);
        assertFinite(fused, cell, input, forget);
      }
    }
  }

  private static void assertFinite(Engine engine, Cell cell, double input, double forget) {
    LayerProgram layer = engine.compile("layer0", cell, 3, UNITS);
    LayerProblem problem = Layers.problem(layer, 12);
    problem.initialStates().scale(0);
    problem.parameters().get("i.b").set(0, input); // the other head keeps what it has drawn
    problem.parameters().get("f.b").set(0, forget);
    LayerProblem own = problem.in(engine.precision());
    ForwardPass pass = own.forward(layer);
    assertTrue(Double.isFinite(pass.outputs().sumOfSquares()));
    pass.finalStates()
        .forEach((name, state) -> assertTrue(Double.isFinite(state.sumOfSquares()), name));
    LayerProblem.named(own.gradients(layer))
        .forEach((name, g) -> assertTrue(Double.isFinite(g.sumOfSquares()), name));
  }

  /** A head's gates are those of one matrix: they have as many elements as there are heads. */
  @Test
  void gatesStartIndependentOfTheInput() {
    Cell cell = Mlstm.cell().heads(5).make();
    assertEquals(0, Layers.start(cell, "i.Wx").sumOfSquares());
    assertEquals(0, Layers.start(cell, "f.Wx").sumOfSquares());
    Tensor forget = Layers.start(cell, "f.b");
    Tensor exponential =
        Layers.start(Mlstm.cell().heads(5).forget(ForgetGate.EXPONENTIAL).make(), "f.b");
    assertEquals(5, forget.size());
    for (int head = 0; head < 5; head++) {
      assertEquals(3 + 0.75 * head, forget.get(head), 1e-12);
      assertEquals(sigmoid(forget.get(head)), Math.exp(exponential.get(head)), 1e-12);
    }
    Tensor input = Layers.start(cell, "i.b");
    assertTrue(input.sumOfSquares() > 0 && input.sumOfSquares() < 5 * 0.16);
  }
}
