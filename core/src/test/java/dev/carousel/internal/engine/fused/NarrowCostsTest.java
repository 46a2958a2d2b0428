package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.WeightFormat;
import dev.carousel.expr.Functions;
import dev.carousel.fixture.Allocation;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.tensor.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A step of one sequence makes no more objects with narrow weights than with floats, which are none
 * on JDK 17: no vector of weights is left on the heap.
 */
class NarrowCostsTest {
  private static final int I = 50;
  private static final int H = 300;

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void aStepOfOneSequenceMakesNoObjectMore(WeightFormat format) {
    long floats = least(WeightFormat.FLOAT32, 0);
    assertEquals(floats, Math.max(floats, least(format, floats)), "bytes in 20 steps");
  }

  /** The fewest bytes in 20 steps. */
  private static long least(WeightFormat format, long enough) {
    EngineSettings settings = EngineSettings.threads(1).with(format);
    try (FusedEngine engine = new FusedEngine(KernelProvider.best(), settings)) {
      LayerProgram program =
          engine.compile(
              "layer",
              s -> s.next("h", Functions.tanh(s.affine("a", s.input(), s.state("h")))),
              I,
              H);
      LayerProblem problem = LayerProblem.random(program, I, 1, 1, 1).in(Precision.FLOAT32);
      BoundLayer layer = program.bind(problem.parameters());
      return Allocation.least(enough, steps(layer, problem));
    }
  }

  private static Runnable steps(BoundLayer layer, LayerProblem problem) {
    var input = problem.layerInput();
    var context = problem.context();
    return () -> {
      for (int i = 0; i < 20; i++) {
        layer.infer(input, context).release();
      }
    };
  }
}
