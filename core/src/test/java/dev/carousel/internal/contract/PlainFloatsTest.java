package dev.carousel.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlainFloatsTest {
  private static void cell(Step s) {
    Expr h = s.state("h");
    s.next("h", s.affine("a", s.input(), h).layerNorm(1).tanh());
  }

  /** Values and gradients are those of float64 but for rounding, of which there is some. */
  @Test
  void theLayerIsTheSameInFloats() {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer", PlainFloatsTest::cell, 3, 5);
      LayerProblem problem = LayerProblem.random(layer, 3, 6, 2, 1).in(Precision.FLOAT32);
      LayerProblem exact = problem.in(Precision.FLOAT64);
      LayerProgram plain = PlainFloats.of(layer);
      assertNear(exact.forward(layer).outputs(), problem.forward(plain).outputs());
      Map<String, Tensor> found = LayerProblem.named(problem.gradients(plain));
      LayerProblem.named(exact.gradients(layer))
          .forEach((name, g) -> assertNear(g, Objects.requireNonNull(found.get(name))));
    }
  }

  private static void assertNear(Tensor exact, Tensor found) {
    Tensor error = Precision.FLOAT64.copyOf(found);
    error.addScaled(-1, exact);
    double relative = Math.sqrt(error.sumOfSquares() / exact.sumOfSquares());
    assertTrue(relative > 0 && relative < 1e-5, "relative error " + relative);
    for (double value : found.toDoubles()) {
      assertEquals((float) value, value);
    }
  }
}
