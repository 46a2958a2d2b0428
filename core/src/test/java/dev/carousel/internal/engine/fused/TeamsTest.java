package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.fixture.Cells;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that share the columns of a shard: the same bits, whoever works and whatever happens. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamsTest {
  private static final int INPUTS = 37;

  private static FusedEngine engine(int threads, int kept) {
    return new FusedEngine(
        KernelProvider.best(), new EngineSettings(threads, kept), new TeamSize(threads, 1));
  }

  /** A layer and its problem. */
  private record Given(LayerProgram program, BoundLayer layer, LayerProblem problem, Inputs input) {
    static Given of(FusedEngine engine, Cell cell, int units, int rows, boolean symbols) {
      return of(engine, cell, INPUTS, units, rows, symbols);
    }

    static Given of(
        FusedEngine engine, Cell cell, int inputs, int units, int rows, boolean symbols) {
      LayerProgram program = engine.compile("layer", cell, inputs, units);
      LayerProblem drawn =
          LayerProblem.random(program, inputs, 140 / rows, rows, 3).in(Precision.FLOAT32);
      boolean[] mask = new boolean[140 / rows * rows];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = rows == 1 || i % 11 != 0;
      }
      LayerProblem problem = drawn.with(mask, true);
      int[] ids = new int[mask.length];
      Arrays.setAll(ids, i -> i * 17 % inputs);
      Inputs input =
          symbols ? new Inputs.Symbols(140 / rows, rows, inputs, ids) : problem.layerInput();
      return new Given(program, program.bind(problem.parameters()), problem, input);
    }

    List<double[]> run() {
      layer.refresh();
      ForwardPass pass = layer.forward(input, problem.context());
      List<double[]> all = new ArrayList<>();
      add(all, pass.finalStates());
      LayerGradients found = pass.backward(problem.outputWeights(), problem.finalWeights(), null);
      all.add(pass.outputs().toDoubles());
      add(all, found.parameters());
      add(all, found.initialStates());
      if (found.input() != null) {
        all.add(found.input().toDoubles());
      }
      pass.release();
      ForwardPass inferred = layer.infer(input, problem.context());
      all.add(inferred.outputs().toDoubles());
      inferred.release();
      return all;
    }

    private static void add(List<double[]> all, NamedTensors tensors) {
      tensors.forEach((name, tensor) -> all.add(tensor.toDoubles()));
    }
  }

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of("lstm", Cells.lstm(), 64, 1, 0, false),
        Arguments.of("lstm of odd size", Cells.lstm(), 75, 2, 0, false),
        Arguments.of("lstm that reads symbols", Cells.lstm(), 96, 1, 0, true),
        Arguments.of("rnn, few steps kept", Cells.tanhRnn(), 128, 2, 1, false),
        Arguments.of("states that read each other", Cells.chained(), 64, 2, 0, false),
        Arguments.of("an output of another size", Cells.projected(), 33, 1, 0, true),
        Arguments.of("rows that lie far apart", Cells.tanhRnn(), 2048, 70, 0, false),
        Arguments.of("nothing goes back", Cells.forgetful(), 40, 2, 0, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void anyNumberOfThreadsGivesTheSameBits(
      String name, Cell cell, int units, int rows, int kept, boolean symbols) {
    List<double[]> expected;
    try (FusedEngine one = engine(1, kept)) {
      expected = Given.of(one, cell, units, rows, symbols).run();
    }
    for (int threads : new int[] {2, 3, 7, 16}) {
      try (FusedEngine engine = engine(threads, kept)) {
        Given given = Given.of(engine, cell, units, rows, symbols);
        for (int time = 0; time < 2; time++) {
          assertSame(threads + " threads", expected, given.run());
        }
      }
    }
  }

  /** Members share the rows of a gradient with few columns. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void anyNumberOfThreadsGivesTheSameBitsWhereColumnsAreFew(int threads) {
    try (FusedEngine one = engine(1, 0);
        FusedEngine engine = engine(threads, 0)) {
      List<double[]> expected = Given.of(one, Cells.lstm(), 3, 32, 2, false).run();
      Given given = Given.of(engine, Cells.lstm(), 3, 32, 2, false);
      for (int time = 0; time < 2; time++) {
        assertSame("few columns", expected, given.run());
      }
    }
  }

  private static void assertSame(String what, List<double[]> expected, List<double[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), 0.0, what + ", tensor " + i);
    }
  }

  /** Two that use one engine at once: one of them has the threads, the other works alone. */
  @Test
  void callersAtTheSameTimeGetTheSameBits() throws InterruptedException {
    try (FusedEngine one = engine(1, 0);
        FusedEngine engine = engine(3, 0)) {
      List<double[]> expected = Given.of(one, Cells.lstm(), 64, 1, false).run();
      CountDownLatch start = new CountDownLatch(1);
      AtomicInteger right = new AtomicInteger();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Given given = Given.of(engine, Cells.lstm(), 64, 1, false);
        callers.add(
            new Thread(
                () -> {
                  try {
                    start.await();
                  } catch (InterruptedException interrupted) {
                    return;
                  }
                  for (int time = 0; time < 5; time++) {
                    assertSame("a caller", expected, given.run());
                    right.incrementAndGet();
                  }
                }));
      }
      callers.forEach(Thread::start);
      start.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      assertEquals(20, right.get());
    }
  }

  /** Whichever member fails, its failure is told once, nobody waits, and the next run is right. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40, 150, 301, 500})
  void aFailureOfOneEndsTheRunOfAll(int products) {
    CountingKernels kernels = new CountingKernels(new ScalarKernels());
    try (FusedEngine engine =
        new FusedEngine(kernels, EngineSettings.threads(3), new TeamSize(3, 1))) {
      Given given = Given.of(engine, Cells.lstm(), 64, 1, false);
      List<double[]> expected = given.run();
      kernels.failAt(products);
      IllegalStateException failure = assertThrows(IllegalStateException.class, given::run);
      assertEquals("no product today", failure.getMessage());
      kernels.failAt(0);
      assertSame("after the failure", expected, given.run());
    }
  }

  @Test
  void whoWatchesSeesTheSameGradients() {
    try (FusedEngine one = engine(1, 0);
        FusedEngine engine = engine(3, 0)) {
      assertEquals(watched(one), watched(engine));
    }
  }

  private static List<String> watched(FusedEngine engine) {
    Given given = Given.of(engine, Cells.lstm(), 64, 1, false);
    List<String> seen = new ArrayList<>();
    ForwardPass pass = given.layer().forward(given.input(), given.problem().context());
    pass.backward(
        given.problem().outputWeights(),
        given.problem().finalWeights(),
        g -> seen.add(g.state() + " " + g.time() + " " + g.rowNorm(0)));
    assertTrue(seen.size() >= 280);
    return seen;
  }

  /** As many as are worth it, for each shard the same number, and not more than there are. */
  @Test
  void theSizeOfATeamFollowsFromTheWork() {
    TeamSize eight = new TeamSize(8, 1000);
    CellPlan plan =
        Planner.plan(CompiledCell.of("layer", Trace.of("layer", Cells.lstm(), INPUTS, 32)));
    int products = 32 * 4 * 32;
    assertEquals(products / 1000, eight.of(plan, PassExtent.of(plan, 1, 50, 50).shards()));
    assertEquals(4, eight.of(plan, PassExtent.of(plan, 4, 50, 50).shards()), "two shards");
    assertEquals(1, eight.of(plan, PassExtent.of(plan, 300, 50, 50).shards()), "ten shards");
    assertEquals(
        1, new TeamSize(8, 5000).of(plan, PassExtent.of(plan, 1, 50, 50).shards()), "too small");
    assertEquals(3, new TeamSize(3, 1).of(plan, PassExtent.of(plan, 1, 50, 50).shards()));
  }
}
