package dev.carousel.cells.rnn.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.testkit.OneUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoRnnCellTest {
  private static final double DT = 0.35;
  private static final double GAMMA = 1.7;
  private static final double EPSILON = 0.6;
  private static final int STEPS = 60;

  /** Of one unit, with all weights 0. */
  private static double[][] undriven(double epsilon, double y, double z) {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", new CoRnnCell(DT, GAMMA, epsilon), 1, 1);
      LayerProblem problem = LayerProblem.random(layer, 1, STEPS, 1, 1);
      problem.initialStates().get("y").fill(y);
      problem.initialStates().get("z").fill(z);
      SequenceContext context = new SequenceContext(problem.initialStates(), null, false);
      Inputs none = new Inputs.Values(Precision.FLOAT64.zeros(STEPS, 1, 1));
      ForwardPass pass = layer.forward(problem.parameters().like(), none, context);
      return new double[][] {pass.states("y").toDoubles(), pass.states("z").toDoubles()};
    }
  }

  /**
   * A matrix A of two rows with determinant r^2 and trace 2 r cos(a) has the powers A^n = r^n
   * (cos(na) I + sin(na) / sin(a) (A / r - cos(a) I)), by Cayley and Hamilton.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1.4})
  void anUndrivenUnitIsADampedOscillator(double epsilon) {
    double y = 0.8;
    double z = -0.3;
    double r = Math.sqrt(1 - DT * epsilon);
    double cos = (2 - DT * DT * GAMMA - DT * epsilon) / (2 * r);
    double angle = Math.acos(cos);
    double yMoved = y + DT * (z - DT * (GAMMA * y + epsilon * z));
    double zMoved = z - DT * (GAMMA * y + epsilon * z);
    double[][] found = undriven(epsilon, y, z);
    for (int t = 0; t < STEPS; t++) {
      double size = Math.pow(r, t + 1);
      double own = Math.cos((t + 1) * angle);
      double mixed = Math.sin((t + 1) * angle) / Math.sin(angle);
      assertEquals(size * (own * y + mixed * (yMoved / r - cos * y)), found[0][t], 1e-12);
      assertEquals(size * (own * z + mixed * (zMoved / r - cos * z)), found[1][t], 1e-12);
    }
  }

  /** The powers of a matrix with two real eigenvalues are a sum of theirs. */
  @Test
  void aStronglyDampedUnitCreepsBack() {
    double epsilon = 2.7;
    double trace = 2 - DT * DT * GAMMA - DT * epsilon;
    double root = Math.sqrt(trace * trace / 4 - (1 - DT * epsilon));
    double slow = trace / 2 + root;
    double fast = trace / 2 - root;
    double y = 0.8;
    double z = -0.3;
    double yMoved = y + DT * (z - DT * (GAMMA * y + epsilon * z));
    double ofSlow = (yMoved - fast * y) / (slow - fast);
    double[] found = undriven(epsilon, y, z)[0];
    for (int t = 0; t < STEPS; t++) {
      double expected = ofSlow * Math.pow(slow, t + 1) + (y - ofSlow) * Math.pow(fast, t + 1);
      assertEquals(expected, found[t], 1e-14);
    }
  }

  /** The energy that the symplectic Euler step of an undamped oscillator keeps exactly. */
  @Test
  void withoutDampingAnUndrivenUnitKeepsItsEnergy() {
    double[][] found = undriven(0, 0.8, -0.3);
    double expected = energy(0.8, -0.3);
    for (int t = 0; t < STEPS; t++) {
      assertEquals(expected, energy(found[0][t], found[1][t]), 1e-13);
    }
  }

  private static double energy(double y, double z) {
    return z * z / 2 + GAMMA * y * y / 2 - DT * GAMMA * y * z / 2;
  }

  @Test
  void aStepWorkedByHand() {
    double x = 0.7;
    double y = 0.25;
    double z = -0.6;
    OneUnit step =
        OneUnit.step(
            new CoRnnCell(DT, GAMMA, EPSILON),
            x,
            Map.of("y", y, "z", z),
            Map.of("f.Wx", -0.8, "f.Wy", 1.1, "f.Wz", 0.45, "f.b", 0.15));
    double force = Math.tanh(-0.8 * x + 1.1 * y + 0.45 * z + 0.15) - GAMMA * y - EPSILON * z;
    assertEquals(z + DT * force, step.state("z"), 1e-15);
    assertEquals(y + DT * (z + DT * force), step.state("y"), 1e-15);
    assertEquals(step.state("y"), step.output(), 0);
  }
}
