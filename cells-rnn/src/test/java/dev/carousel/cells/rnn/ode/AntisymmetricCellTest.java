package dev.carousel.cells.rnn.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.StepJacobian;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AntisymmetricCellTest {
  private static final double EPS = 0.4;
  private static final double GAMMA = 0.3;
  private static final int UNITS = 6;

  private static Cell cell(boolean gated) {
    return new AntisymmetricCell(EPS, GAMMA, gated, 1);
  }

  /**
   * The Jacobian is I + eps D A, with D diagonal and A = M - M' - gamma I. The diagonal of A is
   * -gamma, so that of the Jacobian gives D, and thereby A.
   */
  private static RealMatrix rateMatrix(boolean gated, long seed) {
    RealMatrix change =
        StepJacobian.of(cell(gated), UNITS, seed)
            .subtract(MatrixUtils.createRealIdentityMatrix(UNITS));
    double[] slopes = new double[UNITS];
    for (int i = 0; i < UNITS; i++) {
      slopes[i] = -GAMMA / change.getEntry(i, i);
    }
    return MatrixUtils.createRealDiagonalMatrix(slopes).multiply(change);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSymmetricPartOfTheRateIsTheDecay(boolean gated) {
    for (int seed = 0; seed < 5; seed++) {
      RealMatrix rate = rateMatrix(gated, seed);
      RealMatrix symmetric = rate.add(rate.transpose()).scalarMultiply(0.5);
      for (int i = 0; i < UNITS; i++) {
        for (int j = 0; j < UNITS; j++) {
          assertEquals(i == j ? -GAMMA : 0, symmetric.getEntry(i, j), 1e-12);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyEigenvalueOfTheRateHasTheRealPartMinusGamma(boolean gated) {
    for (int seed = 0; seed < 5; seed++) {
      EigenDecomposition eigen = new EigenDecomposition(rateMatrix(gated, seed));
      double fastest = 0;
      for (int i = 0; i < UNITS; i++) {
        assertEquals(-GAMMA, eigen.getRealEigenvalue(i), 1e-10);
        fastest = Math.max(fastest, eigen.getImagEigenvalue(i));
      }
      assertTrue(fastest > 0.1, "nothing rotates");
    }
  }

  @Test
  void mIsAddedAndItsTransposeSubtracted() {
    double[] after = withoutInput(cell(false), new double[] {0, 0.9, 0, 0}, new double[] {0.5, -1});
    assertEquals(0.5 + EPS * Math.tanh(0.9 * -1 - GAMMA * 0.5), after[0], 1e-15);
    assertEquals(-1 + EPS * Math.tanh(-0.9 * 0.5 - GAMMA * -1), after[1], 1e-15);
  }

  private static double[] withoutInput(Cell cell, double[] m, double[] h) {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell, 1, h.length);
      Map<String, Tensor> parameters =
          Map.of(
              "M", filled(m, h.length, h.length),
              "h.Wx", Precision.FLOAT64.zeros(h.length, 1),
              "h.b", Precision.FLOAT64.zeros(h.length));
      NamedTensors before = new NamedTensors(Map.of("h", filled(h, 1, h.length)));
      Inputs nothing = new Inputs.Values(Precision.FLOAT64.zeros(1, 1, 1));
      return layer
          .forward(new NamedTensors(parameters), nothing, new SequenceContext(before, null, false))
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

  @Test
  void aStepWorkedByHand() {
    double x = 0.7;
    double h = 0.25;
    OneUnit step =
        OneUnit.step(cell(false), x, Map.of("h", h), Map.of("M", 1.3, "h.Wx", -0.8, "h.b", 0.15));
    assertEquals(h + EPS * Math.tanh(-GAMMA * h - 0.8 * x + 0.15), step.output(), 1e-15);
  }

  @Test
  void aGatedStepWorkedByHand() {
    double x = 0.7;
    double h = 0.25;
    OneUnit step =
        OneUnit.step(
            cell(true),
            x,
            Map.of("h", h),
            Map.of("M", 1.3, "h.Wx", -0.8, "h.b", 0.15, "z.Wx", 0.6, "z.b", -0.35));
    double z = 1 / (1 + Math.exp(GAMMA * h - 0.6 * x + 0.35));
    assertEquals(h + EPS * z * Math.tanh(-GAMMA * h - 0.8 * x + 0.15), step.output(), 1e-15);
  }
}
