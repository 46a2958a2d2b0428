package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of matrices whose columns do not fill panels, or whose rows lie far apart. */
class WeightGradientsTest {
  /** Several blocks, in pairs, and one that has no other. */
  private static final int STEPS = 140;

  private static final int ROWS = 5;
  private static final Cell ELMAN = s -> s.next("h", tanh(s.affine("h", s.input(), s.state("h"))));

  /** So many that the left side of the gradients is packed. */
  private static final int MANY = 2050;

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16, 17, 31, 32, 33, 48, 49, 63, 64, 65, 80, 81, 97, 113, 128, 129})
  void theyAgreeWithTheReferenceAtAnyNumberOfColumns(int inputs) {
    check(inputs, inputs + 1, STEPS, ROWS, null);
  }

  /** Few columns, and rows that fill panels: the gradient is added up as its transpose. */
  @ParameterizedTest
  @CsvSource({"1, 32", "2, 64", "3, 96", "7, 32", "8, 64", "8, 256", "9, 64"})
  void theyAgreeWhereColumnsAreFew(int inputs, int units) {
    check(inputs, units, STEPS, ROWS, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 64, 65, 81})
  void theyAgreeWhereTwoMatricesShareAPackedLeftSide(int inputs) {
    check(inputs, MANY, 5, 2, null);
  }

  /** Symbols are added up, not multiplied, but the state's matrix still needs the left side. */
  @Test
  void theyAgreeWhereOnlyOneOfTwoMatricesReadsThePackedLeftSide() {
    check(7, MANY, 5, 2, new Inputs.Symbols(5, 2, 7, new int[] {3, 1, 0, 6, 6, 2, 3, 3, 5, 4}));
  }

  /** Whether all steps are kept or one block of them decides how many are added at once. */
  @ParameterizedTest
  @ValueSource(ints = {33, MANY})
  void theirBitsAreTheSameWhereStepsAreComputedAgain(int units) {
    try (Engine all = Engines.fused(2);
        Engine few = Engines.fused(new EngineSettings(2, 1))) {
      LayerProgram kept = all.compile("layer", ELMAN, 7, units);
      LayerProblem problem = LayerProblem.random(kept, 7, STEPS, ROWS, 5).in(Precision.FLOAT32);
      NamedTensors expected = gradients(kept.bind(problem.parameters()), problem, null);
      LayerProgram again = few.compile("layer", ELMAN, 7, units);
      NamedTensors found = gradients(again.bind(problem.parameters()), problem, null);
      expected.forEach(
          (name, tensor) ->
              assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
    }
  }

  private static void check(
      int inputs, int units, int steps, int rows, Inputs.@Nullable Symbols symbols) {
    try (Engine truth = Engines.reference();
        Engine fused = Engines.fused(2)) {
      LayerProgram exact = truth.compile("layer", ELMAN, inputs, units);
      LayerProblem problem = LayerProblem.random(exact, inputs, steps, rows, 5);
      LayerProblem rounded = problem.in(Precision.FLOAT32);
      LayerProgram fast = fused.compile("layer", ELMAN, inputs, units);
      NamedTensors expected = gradients(exact.bind(problem.parameters()), problem, symbols);
      NamedTensors found = gradients(fast.bind(rounded.parameters()), rounded, symbols);
      expected.forEach(
          (name, tensor) -> {
            double[] all = tensor.toDoubles();
            double largest = Arrays.stream(all).map(Math::abs).max().orElse(0);
            assertArrayEquals(all, found.get(name).toDoubles(), 2e-5 * largest, name);
          });
    }
  }

  private static NamedTensors gradients(
      BoundLayer layer, LayerProblem problem, Inputs.@Nullable Symbols symbols) {
    Inputs input = symbols == null ? problem.layerInput() : symbols;
    ForwardPass pass = layer.forward(input, problem.context());
    return pass.backward(problem.outputWeights(), null, null).parameters();
  }
}
