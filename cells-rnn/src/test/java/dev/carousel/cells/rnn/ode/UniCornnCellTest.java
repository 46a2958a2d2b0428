package dev.carousel.cells.rnn.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cells.rnn.StepJacobian;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class UniCornnCellTest {
  private static final double DT = 0.45;
  private static final double ALPHA = 2.3;
  private static final int UNITS = 5;
  private static final Cell CELL = new UniCornnCell(DT, ALPHA);

  @Test
  void aStepKeepsVolume() {
    for (int seed = 0; seed < 5; seed++) {
      RealMatrix jacobian = StepJacobian.of(CELL, UNITS, seed);
      assertEquals(1, new LUDecomposition(jacobian).getDeterminant(), 1e-12);
    }
  }

  /** J' S J = S, with S = [0, I; -I, 0] over positions y and velocities z. */
  @Test
  void aStepIsSymplectic() {
    RealMatrix form = MatrixUtils.createRealMatrix(2 * UNITS, 2 * UNITS);
    for (int i = 0; i < UNITS; i++) {
      form.setEntry(i, UNITS + i, 1);
      form.setEntry(UNITS + i, i, -1);
    }
    for (int seed = 0; seed < 5; seed++) {
      RealMatrix jacobian = StepJacobian.of(CELL, UNITS, seed);
      RealMatrix moved = jacobian.transpose().multiply(form).multiply(jacobian);
      assertEquals(0, moved.subtract(form).getNorm(), 1e-12);
    }
  }

  @Test
  void aStepWorkedByHand() {
    double x = 0.7;
    double y = 0.25;
    double z = -0.6;
    OneUnit step =
        OneUnit.step(
            CELL, x, Map.of("y", y, "z", z), Map.of("c", 0.4, "w", 1.2, "f.Wx", -0.8, "f.b", 0.15));
    double d = DT / (1 + Math.exp(-0.4));
    double zNext = z - d * (Math.tanh(1.2 * y - 0.8 * x + 0.15) + ALPHA * y);
    assertEquals(zNext, step.state("z"), 1e-15);
    assertEquals(y + d * zNext, step.state("y"), 1e-15);
    assertEquals(step.state("y"), step.output(), 0);
  }
}
