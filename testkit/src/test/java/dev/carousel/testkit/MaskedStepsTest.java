package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What stands at a masked step is nobody's business, whatever it is. */
class MaskedStepsTest {
  private static final int STEPS = 4;
  private static final int ROWS = 3;
  private static final int INPUTS = 2;

  /** A pole at 0 in front of a matrix, of a vector and of the state. */
  private static void poles(Step s) {
    Expr h = s.state("h");
    Expr inverse = s.input().reciprocal().times(0.1);
    Expr logarithm = s.input().abs().log().times(s.vector("g", INPUTS, Initializers.zeros()));
    Expr sum = s.affine("h", h, inverse.named("i"), logarithm.named("l"));
    s.next("h", Functions.tanh(sum.plus(logarithm.sum())));
  }

  private static LayerProblem problem(LayerProgram layer, double atMasked) {
    LayerProblem problem = LayerProblem.random(layer, INPUTS, STEPS, ROWS, 7);
    boolean[] mask = new boolean[STEPS * ROWS];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / ROWS < 1 + i % ROWS;
      for (int j = 0; j < INPUTS && !mask[i]; j++) {
        problem.input().set(i * INPUTS + j, atMasked);
      }
    }
    return problem.with(mask, false);
  }

  @Test
  void polesAtMaskedStepsDoNotReachGradients() {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      LayerProgram truth = reference.compile("layer", MaskedStepsTest::poles, INPUTS, 5);
      LayerProgram fast = fused.compile("layer", MaskedStepsTest::poles, INPUTS, 5);
      Map<String, Tensor> expected = LayerProblem.named(problem(truth, 0).gradients(truth));
      Map<String, Tensor> found =
          LayerProblem.named(problem(truth, 0).in(Precision.FLOAT32).gradients(fast));
      expected.forEach((name, g) -> assertClose(name, g, Objects.requireNonNull(found.get(name))));
    }
  }

  @Test
  void notANumberAtMaskedStepsChangesNoGradient() {
    try (Engine fused = Engines.fused(1)) {
      LayerProgram layer = fused.compile("layer", MaskedStepsTest::poles, INPUTS, 5);
      Map<String, Tensor> some =
          LayerProblem.named(problem(layer, Double.NaN).in(Precision.FLOAT32).gradients(layer));
      LayerProblem.named(problem(layer, 3).in(Precision.FLOAT32).gradients(layer))
          .forEach(
              (name, g) -> {
                for (int i = 0; i < g.size(); i++) {
                  assertEquals(g.get(i), Objects.requireNonNull(some.get(name)).get(i), 0, name);
                }
              });
    }
  }

  private static void assertClose(String name, Tensor expected, Tensor found) {
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(Double.isFinite(expected.get(i)), name);
      assertEquals(expected.get(i), found.get(i), 1e-4 * (1 + Math.abs(expected.get(i))), name);
    }
  }
}
