package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rounding errors must not grow over a thousand steps. */
class LongSequenceTest {
  private static final double TOLERANCE = 1e-3;
  private static final int STEPS = 1000;

  @Test
  void lstmOfAThousandStepsEqualsReference() {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      LayerProgram truth = reference.compile("layer", LiteratureCells::lstm, 4, 8);
      LayerProgram fast = fused.compile("layer", LiteratureCells::lstm, 4, 8);
      LayerProblem problem = LayerProblem.random(truth, 4, STEPS, 2, 20_000);
      LayerProblem rounded = problem.in(Precision.FLOAT32);
      assertClose("outputs", problem.forward(truth).outputs(), rounded.forward(fast).outputs());
      Map<String, Tensor> found = LayerProblem.named(rounded.gradients(fast));
      LayerProblem.named(problem.gradients(truth))
          .forEach((name, g) -> assertClose(name, g, Objects.requireNonNull(found.get(name))));
    }
  }

  private static void assertClose(String what, Tensor expected, Tensor found) {
    double scale = Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.size(); i++) {
      int index = i;
      assertEquals(
          expected.get(i), found.get(i), TOLERANCE * scale, () -> what + " [" + index + "]");
    }
  }
}
