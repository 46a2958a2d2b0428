package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.analysis.polynomials.PolynomialsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmuCellTest {
  /** Of order 1 the memory is a leaky mean over theta: A = -1, B = 1. */
  @Test
  void oneStepIsThatOfThePaper() {
    Map<String, Double> weights =
        Map.of("u.Wx", 0.5, "u.Wh", -0.4, "u.Wm", 0.3, "h.Wx", 0.8, "h.Wh", -0.2, "h.Wm", 0.9);
    OneUnit step =
        OneUnit.step(
            Lmu.cell().order(1).theta(4).make(), 0.7, Map.of("h", 0.25, "m", -0.6), weights);
    double u = 0.5 * 0.7 - 0.4 * 0.25 - 0.3 * 0.6;
    double m = -0.6 * Math.exp(-0.25) + (1 - Math.exp(-0.25)) * u;
    assertEquals(m, step.state("m"), 1e-12);
    assertEquals(Math.tanh(0.8 * 0.7 - 0.2 * 0.25 + 0.9 * m), step.output(), 1e-12);
  }

  /** The coefficients of the paper's equation 2, for order 3. */
  @Test
  void theSystemIsThatOfThePaper() {
    double tiny = 1e-7; // e^(A / theta) - I is A / theta for a long window
    LegendreMemory memory = LegendreMemory.of(3, 1 / tiny);
    double[][] a = {{-1, -1, -1}, {3, -3, -3}, {-5, 5, -5}};
    double[] b = {1, -3, 5};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double identity = i == j ? 1 : 0;
        assertEquals(a[i][j], (memory.transition()[i][j] - identity) / tiny, 1e-5);
      }
      assertEquals(b[i], memory.input()[i][0] / tiny, 1e-5);
    }
  }

  /** A constant is held exactly, as the first polynomial. */
  @Test
  void aConstantSignalIsTheFirstCoefficient() {
    Tensor memory = memoryOf(12, 50, 400, t -> 0.8);
    for (int i = 0; i < 12; i++) {
      assertEquals(i == 0 ? 0.8 : 0, memory.get(399 * 12 + i), 1e-6, "coefficient " + i);
    }
  }

  /**
   * The memory is the window: Legendre polynomials of its coefficients give back the past, but for
   * what the steps of the signal that is held add at the near end.
   */
  @ParameterizedTest
  @CsvSource({"12, 50, 0.008", "6, 20, 0.02", "24, 100, 0.005"})
  void theMemoryGivesBackEachStepOfTheWindow(int order, int theta, double tolerance) {
    int steps = 600;
    double fast = 2 * Math.PI / theta;
    IntToDoubleFunction signal = t -> 0.7 * Math.sin(fast * t) + 0.4 * Math.cos(0.6 * fast * t + 1);
    Tensor memory = memoryOf(order, theta, steps, signal);
    for (int lag = 0; lag < theta; lag++) {
      // A step's input lasts from the step before to it: half a step ago is its middle.
      double place = 2 * (lag + 0.5) / theta - 1;
      double value = 0;
      for (int i = 0; i < order; i++) {
        PolynomialFunction polynomial = PolynomialsUtils.createLegendrePolynomial(i);
        value += memory.get((steps - 1) * order + i) * polynomial.value(place);
      }
      assertEquals(signal.applyAsDouble(steps - 1 - lag), value, tolerance, "lag " + lag);
    }
  }

  /** The memory after each step, of a signal that is written as it is. */
  private static Tensor memoryOf(int order, int theta, int steps, IntToDoubleFunction signal) {
    LayerProgram layer = LinearLayer.of(Lmu.cell().order(order).theta(theta).make(), 1, 2);
    LayerProblem problem = LinearLayer.problem(layer, 1, steps);
    problem.parameters().scale(0);
    problem.parameters().get("u.Wx").fill(1);
    problem.initialStates().scale(0);
    for (int t = 0; t < steps; t++) {
      problem.input().set(t, signal.applyAsDouble(t));
    }
    return problem.forward(layer).states("m");
  }

  /** Whatever the order, the largest one included, what is stored is forgotten in the end. */
  @ParameterizedTest
  @CsvSource({"1, 1", "16, 1", "16, 100", "64, 300", "256, 784"})
  void theMemoryIsStable(int order, double theta) {
    double[][] step = LegendreMemory.of(order, theta).transition();
    double[] m = new double[order];
    m[0] = 1;
    for (int t = 0; t < 3 * theta + 3; t++) {
      double[] next = new double[order];
      for (int i = 0; i < order; i++) {
        for (int j = 0; j < order; j++) {
          next[i] += step[i][j] * m[j];
        }
      }
      m = next;
    }
    double norm = 0;
    for (double value : m) {
      norm += value * value;
    }
    assertTrue(norm < 1e-2, "norm " + Math.sqrt(norm));
  }

  @Test
  void matricesStartAsInTheAuthorsCode() {
    Cell cell = Lmu.cell().order(40).make();
    LayerProgram layer = LinearLayer.of(cell, 50, 60);
    assertEquals(0, LinearLayer.start(layer, "u.Wm").sumOfSquares());
    Tensor ofInput = LinearLayer.start(layer, "u.Wx");
    for (int j = 0; j < 50; j++) {
      assertTrue(Math.abs(ofInput.get(j)) <= Math.sqrt(3.0 / 50), "column " + j);
    }
    assertEquals(1.0 / 60, variance(layer, "u.Wh"), 0.006);
    assertEquals(2.0 / 110, variance(layer, "h.Wx"), 0.002);
    assertEquals(2.0 / 120, variance(layer, "h.Wh"), 0.002);
    assertEquals(2.0 / 100, variance(layer, "h.Wm"), 0.002);
  }

  private static double variance(LayerProgram layer, String name) {
    Tensor values = LinearLayer.start(layer, name);
    return values.sumOfSquares() / values.size();
  }
}
