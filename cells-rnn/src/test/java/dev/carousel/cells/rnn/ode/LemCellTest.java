package dev.carousel.cells.rnn.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.testkit.OneUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LemCellTest {
  private static final int STEPS = 40;

  private static Cell cell(double dt) {
    return new LemCell(dt, new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1));
  }

  /** The contract holds for any equations; these are the ones that are meant. */
  @Test
  void aStepIsThatOfThePaper() {
    Map<String, Double> weights = new HashMap<>();
    weights.putAll(Map.of("fast.Wx", 0.6, "fast.Wy", -0.5, "fast.b", 0.1));
    weights.putAll(Map.of("slow.Wx", -0.9, "slow.Wy", 0.4, "slow.b", 0.3));
    weights.putAll(Map.of("z.Wx", 0.7, "z.Wy", 1.1, "z.b", -0.2));
    weights.putAll(Map.of("y.Wx", -0.3, "y.Wz", 1.2, "y.b", 0.05));
    double x = 0.8;
    double y = 0.25;
    double z = -0.6;
    OneUnit step = OneUnit.step(cell(0.5), x, Map.of("y", y, "z", z), weights);

    double fast = 0.5 / (1 + Math.exp(-(0.6 * x - 0.5 * y + 0.1)));
    double slow = 0.5 / (1 + Math.exp(-(-0.9 * x + 0.4 * y + 0.3)));
    double zNext = (1 - slow) * z + slow * Math.tanh(0.7 * x + 1.1 * y - 0.2);
    double yNext = (1 - fast) * y + fast * Math.tanh(-0.3 * x + 1.2 * zNext + 0.05);
    assertEquals(zNext, step.state("z"), 1e-12);
    assertEquals(yNext, step.state("y"), 1e-12);
    assertEquals(yNext, step.output(), 1e-12);
  }

  /** With no weight but the gates' biases, a step keeps the share 1 - dt sigmoid(b). */
  @Test
  void statesDecayAtTheRatesOfTheirGates() {
    double dt = 0.25;
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell(dt), 1, 1);
      LayerProblem problem = LayerProblem.random(layer, 1, STEPS, 1, 3);
      problem.initialStates().get("y").fill(0.9);
      problem.initialStates().get("z").fill(-0.7);
      NamedTensors parameters = problem.parameters().like();
      parameters.get("fast.b").fill(1.5);
      parameters.get("slow.b").fill(-2);
      parameters.get("y.Wz").fill(0);
      Inputs none = new Inputs.Values(Precision.FLOAT64.zeros(STEPS, 1, 1));
      ForwardPass pass = layer.forward(parameters, none, problem.context());
      for (int t = 0; t < STEPS; t++) {
        double kept = Math.pow(1 - dt / (1 + Math.exp(-1.5)), t + 1);
        assertEquals(0.9 * kept, pass.states("y").get(t), 1e-14);
        assertEquals(
            -0.7 * Math.pow(1 - dt / (1 + Math.exp(2)), t + 1), pass.states("z").get(t), 1e-14);
      }
    }
  }

  @Test
  void noStateLeavesTheRangeOfTanh() {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell(1), 3, 5);
      LayerProblem problem = LayerProblem.random(layer, 3, 200, 4, 3);
      problem.input().scale(20);
      problem.parameters().scale(5);
      ForwardPass pass =
          layer.forward(problem.parameters(), problem.layerInput(), SequenceContext.plain());
      for (String state : new String[] {"y", "z"}) {
        double largest =
            Arrays.stream(pass.states(state).toDoubles()).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 0.9 && largest <= 1, state + " reaches " + largest);
      }
    }
  }
}
