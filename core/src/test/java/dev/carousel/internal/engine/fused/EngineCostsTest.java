package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.fixture.Allocation;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.tensor.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run costs, counted, not timed: the same on every machine. */
class EngineCostsTest {
  private static final int STEPS = 20;
  private static final int ROWS = 16;
  private static final int I = 7;
  private static final int H = 40;
  private static final int SHARDS = 2;

  private static void lstm(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = sigmoid(s.affine("i", x, h));
    Expr f = sigmoid(s.affine("f", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr o = sigmoid(s.affine("o", x, h));
    Expr cNext = f.times(c).plus(i.times(g));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext)));
  }

  /** What a layer reads. */
  enum Reading {
    VECTORS,
    MASKED_VECTORS,
    SYMBOLS
  }

  /** A layer and all that a training step needs. */
  private static final class Given {
    final CountingKernels kernels = new CountingKernels(new ScalarKernels());
    final FusedEngine engine;
    final BoundLayer layer;
    final LayerProblem problem;
    final Inputs input;
    final SequenceContext context;

    Given(Reading reading, int threads, int keptSteps) {
      engine = new FusedEngine(kernels, new EngineSettings(threads, keptSteps));
      LayerProgram program = engine.compile("layer", EngineCostsTest::lstm, I, H);
      problem = LayerProblem.random(program, I, STEPS, ROWS, 1).in(Precision.FLOAT32);
      layer = program.bind(problem.parameters());
      boolean[] mask = new boolean[STEPS * ROWS];
      Arrays.fill(mask, 0, 150, true);
      context = problem.with(reading == Reading.MASKED_VECTORS ? mask : null, false).context();
      input =
          reading == Reading.SYMBOLS
              ? new Inputs.Symbols(STEPS, ROWS, I, new int[STEPS * ROWS])
              : problem.layerInput();
    }

    long packed() {
      return ((FusedBinding) layer).layer(input).weights().packed();
    }

    void train(int times) {
      for (int i = 0; i < times; i++) {
        train();
      }
    }

    void train() {
      layer.refresh();
      ForwardPass pass = layer.forward(input, context);
      pass.backward(problem.outputWeights(), problem.finalWeights(), null);
      pass.release();
    }
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void aTrainingStepMakesNoObject(Reading reading) {
    Given given = new Given(reading, 2, 0);
    try (FusedEngine engine = given.engine) {
      assertEquals(2, engine.threads());
      long made = Allocation.least(0, () -> given.train(20), engine.threadIds());
      assertEquals(0, made, "bytes in 20 training steps");
    }
  }

  @Test
  void weightsArePackedOnceForEachUpdate() {
    Given given = new Given(Reading.VECTORS, 1, 0);
    given.train();
    assertEquals(4, given.packed(), "of x and of h, there and back");
    given.layer.forward(given.input, given.context).release();
    given.layer.forward(given.input, given.context).release();
    assertEquals(4, given.packed(), "nothing has changed");
    given.train();
    assertEquals(8, given.packed());
    given.layer.refresh();
    given.layer.forward(given.input, given.context).release();
    assertEquals(10, given.packed(), "who never goes back packs nothing for it");
  }

  @Test
  void aSequenceIssuesAsFewProductsAsItCan() {
    Given given = new Given(Reading.VECTORS, 1, 0);
    given.layer.forward(given.input, given.context).release();
    int blocks = 2;
    assertEquals(SHARDS * (blocks + STEPS), given.kernels.products());
    given.kernels.reset();
    given.train();
    int bands = 1 + 1; // of the columns of x, and of h
    int gradients = bands * blocks;
    assertEquals(SHARDS * (2 * (blocks + STEPS) + gradients), given.kernels.products());
  }

  @Test
  void symbolsAreLookedUpNotMultiplied() {
    Given given = new Given(Reading.SYMBOLS, 1, 0);
    given.layer.forward(given.input, given.context).release();
    assertEquals(SHARDS * STEPS, given.kernels.products());
  }

  @Test
  void noGradientOfSymbolsIsComputed() {
    Given symbols = new Given(Reading.SYMBOLS, 1, 0);
    symbols.train();
    int blocks = 2;
    // Of x nothing is multiplied: its gradient of the matrix adds rows, as it looks up rows.
    assertEquals(SHARDS * (2 * STEPS + blocks), symbols.kernels.products());
    assertEquals(3, symbols.packed(), "of x to look up, of h there and back");
  }
}
