package dev.carousel.cells.rnn.orthogonal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.StepJacobian;
import dev.carousel.cells.rnn.orthogonal.HouseholderCell.Activation;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseholderCellTest {
  private static final int UNITS = 6;
  private static final int STEPS = 200;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 16})
  void theTransitionIsOrthogonal(int reflections) {
    for (int seed = 0; seed < 5; seed++) {
      RealMatrix q = StepJacobian.of(linear(reflections), UNITS, seed);
      RealMatrix identity = MatrixUtils.createRealIdentityMatrix(UNITS);
      assertEquals(0, q.multiply(q.transpose()).subtract(identity).getNorm(), 1e-12);
      double expected = reflections % 2 == 0 ? 1 : -1;
      assertEquals(expected, new LUDecomposition(q).getDeterminant(), 1e-12);
    }
  }

  private static Cell linear(int reflections) {
    return new HouseholderCell(reflections, Activation.IDENTITY);
  }

  @Test
  void withoutInputTheNormOfAStateIsKept() {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", linear(5), 1, UNITS);
      LayerProblem problem = LayerProblem.random(layer, 1, STEPS, 1, 4);
      problem.input().fill(0);
      problem.parameters().get("h.b").fill(0);
      double[] outputs = problem.forward(layer).outputs().toDoubles();
      double[] start = problem.initialStates().get("h").toDoubles();
      for (int t = 0; t < STEPS; t++) {
        double[] h = Arrays.copyOfRange(outputs, t * UNITS, (t + 1) * UNITS);
        assertEquals(norm(start), norm(h), 1e-12, "step " + t);
        assertTrue(Math.abs(h[0] - start[0]) > 1e-6, "nothing rotates at step " + t);
      }
    }
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  /** P((1, 0)) turns the sign of the first, P((1, 1)) exchanges both with their signs turned. */
  @Test
  void theFirstVectorReflectsFirst() {
    double[] after =
        withoutInput(new double[] {1, 0}, new double[] {1, 1}, new double[] {0.3, -0.8});
    assertEquals(Math.tanh(0.8), after[0], 1e-15);
    assertEquals(Math.tanh(0.3), after[1], 1e-15);
  }

  private static double[] withoutInput(double[] u1, double[] u2, double[] h) {
    try (Engine engine = Engines.reference()) {
      Cell cell = new HouseholderCell(2, Activation.TANH);
      LayerProgram layer = engine.compile("layer0", cell, 1, 2);
      NamedTensors parameters =
          new NamedTensors(
              Map.of(
                  "u1", filled(u1, 2),
                  "u2", filled(u2, 2),
                  "h.Wx", Precision.FLOAT64.zeros(2, 1),
                  "h.b", Precision.FLOAT64.zeros(2)));
      NamedTensors before = new NamedTensors(Map.of("h", filled(h, 1, 2)));
      Inputs nothing = new Inputs.Values(Precision.FLOAT64.zeros(1, 1, 1));
      return layer
          .forward(parameters, nothing, new SequenceContext(before, null, false))
          .outputs()
          .toDoubles();
    }
  }

  private static Tensor filled(double[] values, int... shape) {
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  /** The threshold -b takes a part of the absolute value, and the sign stays. */
  @ParameterizedTest
  @CsvSource({
    "-0.5, -0.2, 0.3",
    "0.5, -0.2, -0.3",
    "-0.5, 0.2, 0.7",
    "0.5, 0.2, -0.7",
    "0.5, -0.6, 0",
    "0, 0.2, 0",
    "0, -0.2, 0"
  })
  void modReluShrinksByItsThreshold(double h, double b, double expected) {
    OneUnit step =
        OneUnit.step(
            new HouseholderCell(1, Activation.MODRELU),
            0.7,
            Map.of("h", h),
            Map.of("h.Wx", 0.0, "modrelu.b", b));
    assertEquals(expected, step.output(), 1e-15);
  }

  /** At 0 with a positive b, where modReLU jumps. */
  @Test
  void noGradientGoesThroughTheJumpOfModRelu() {
    try (Engine engine = Engines.fused(1)) {
      LayerProgram layer =
          engine.compile("layer0", new HouseholderCell(2, Activation.MODRELU), 1, 2);
      LayerProblem problem = LayerProblem.random(layer, 1, 1, 1, 4);
      problem.input().fill(0);
      problem.initialStates().get("h").fill(0);
      problem.parameters().get("modrelu.b").fill(0.5);
      LayerProblem rounded = problem.in(Precision.FLOAT32);
      LayerProblem.named(rounded.gradients(layer))
          .forEach(
              (name, gradient) ->
                  assertTrue(
                      Arrays.stream(gradient.toDoubles()).allMatch(g -> g == 0),
                      () -> name + " " + Arrays.toString(gradient.toDoubles())));
    }
  }

  /** In one dimension, a reflection is a change of sign, without a parameter. */
  @Test
  void aStepWorkedByHand() {
    OneUnit step =
        OneUnit.step(
            new HouseholderCell(1, Activation.TANH),
            0.7,
            Map.of("h", 0.25),
            Map.of("h.Wx", -0.8, "h.b", 0.15));
    assertEquals(Math.tanh(-0.25 - 0.8 * 0.7 + 0.15), step.output(), 1e-15);
  }
}
