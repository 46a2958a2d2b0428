package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cells with a new state that nothing else in its step reads: all of its gradient arrives from the
 * step after. The fused engine makes the gradients of parameters of it later, a block of steps at a
 * time, when the place where it arrived holds that of another step.
 */
class GradientFromTheStepAfterTest {
  private static final int INPUTS = 3;
  private static final int UNITS = 5;

  /** More than one block of steps, and the last of them not full. */
  private static final int STEPS = 21;

  private static final int ROWS = 9;
  private static final double TOLERANCE = 1e-4;

  /** {@code m = W [x, m]}, of which {@code h} reads the old value. */
  private static void product(Step s) {
    Expr m = s.state("m");
    s.next("m", s.affine("m", s.input(), m));
    s.next("h", Functions.tanh(s.affine("h", s.state("h"), m)));
  }

  /** {@code m = m + b}: the gradient of a vector. */
  private static void sum(Step s) {
    Expr m = s.state("m");
    s.next("m", m.plus(s.vector("b", s.units(), Initializers.zeros())));
    s.next("h", Functions.tanh(s.affine("h", s.input(), s.state("h"), m)));
  }

  /** A state that is the input's projection: what is kept of one step for the next. */
  private static void delay(Step s) {
    Expr m = s.state("m");
    s.next("m", s.affine("m", s.input()));
    s.output(Functions.sigmoid(s.affine("o", m)));
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of("product", (Cell) GradientFromTheStepAfterTest::product),
        Arguments.of("sum", (Cell) GradientFromTheStepAfterTest::sum),
        Arguments.of("delay", (Cell) GradientFromTheStepAfterTest::delay));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void gradientsAreThoseOfTheReferenceEngine(String name, Cell cell) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.scalar(1)) {
      LayerProgram truth = reference.compile("layer", cell, INPUTS, UNITS);
      LayerProgram fast = fused.compile("layer", cell, INPUTS, UNITS);
      LayerProblem problem = LayerProblem.random(truth, INPUTS, STEPS, ROWS, 7);
      LayerProblem rounded = problem.in(Precision.FLOAT32);
      assertNear(problem.gradients(truth), rounded.gradients(fast));
      Inputs symbols = new Inputs.Symbols(STEPS, ROWS, INPUTS, ids());
      assertNear(gradients(truth, problem, symbols), gradients(fast, rounded, symbols));
    }
  }

  private static int[] ids() {
    int[] ids = new int[STEPS * ROWS];
    Arrays.setAll(ids, place -> (place * 7 + place / 4) % INPUTS);
    return ids;
  }

  private static LayerGradients gradients(LayerProgram layer, LayerProblem problem, Inputs inputs) {
    return layer
        .forward(problem.parameters(), inputs, problem.context())
        .backward(problem.outputWeights(), problem.finalWeights(), null);
  }

  private static void assertNear(LayerGradients expected, LayerGradients found) {
    Map<String, Tensor> others = LayerProblem.named(found);
    LayerProblem.named(expected)
        .forEach(
            (name, tensor) -> {
              Tensor other = Objects.requireNonNull(others.get(name), name);
              double largest = Arrays.stream(tensor.toDoubles()).map(Math::abs).max().orElse(0);
              for (int i = 0; i < tensor.size(); i++) {
                assertEquals(tensor.get(i), other.get(i), TOLERANCE * largest, name + " " + i);
              }
            });
  }
}
