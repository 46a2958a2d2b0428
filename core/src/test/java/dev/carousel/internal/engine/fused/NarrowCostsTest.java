package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.WeightFormat;
import dev.carousel.expr.Functions;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.tensor.Precision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step of one sequence makes no object, whatever its weights: no vector is left on the heap. */
class NarrowCostsTest {
  private static final Duration COMPILING = Duration.ofMillis(50);
  private static final int I = 50;
  private static final int H = 300;

  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void aStepOfOneSequenceMakesNoObject(WeightFormat format) {
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
      // As in EngineCostsTest: the JIT needs time, and until then vectors are objects.
      long made = -1;
      for (int round = 0; round < 200 && made != 0; round++) {
        LockSupport.parkNanos(made < 0 ? 0 : COMPILING.toNanos());
        made = bytes(layer, problem);
      }
      assertEquals(0, made, "bytes in 20 steps");
    }
  }

  private static long bytes(BoundLayer layer, LayerProblem problem) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    var input = problem.layerInput();
    var context = problem.context();
    long before = threads.getThreadAllocatedBytes(own);
    for (int i = 0; i < 20; i++) {
      layer.infer(input, context).release();
    }
    return threads.getThreadAllocatedBytes(own) - before;
  }
}
