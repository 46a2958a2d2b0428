package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.fixture.Allocation;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.model.HeapBudget;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingMemoryTest {
  private static final long MIB = 1 << 20;
  private static final int ROWS = 32;
  private static final int STEPS = 60;

  private static TrainingMemory run(Engine engine, Dataset data, int units, int steps) {
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(units));
    TrainingPlan plan =
        TrainingPlan.of(Limit.ofUpdates(1)).batch(ROWS).bptt(steps).evaluateEvery(10);
    return new TrainingMemory(network, data, new Descent(0.1), List.of(), plan);
  }

  /** A whole run of one update: parameters, slots, the best, activations, and an update's work. */
  @ParameterizedTest
  @ValueSource(ints = {96, 256})
  void anUpdateAllocatesWhatIsForetold(int units) {
    Dataset data = Setup.text(ROWS * STEPS + 1, 0);
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, data, units, STEPS);
      MemoryEstimate estimate = run.estimate();
      allocated(run);
      long found = allocated(run);
      long expected = estimate.total() - estimate.data();
      assertEquals(1, (double) expected / found, 0.1, () -> estimate + ", found " + found);
    }
  }

  /** The parameters, and what the optimizer remembers of each. */
  @Test
  void theStateThatAHookGoesBackToIsCounted() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 32, STEPS);
      UpdateHook back = mock(UpdateHook.class);
      when(back.rollBack()).thenReturn(new UpdateHook.RollBack(0.5, 1));
      TrainingMemory with =
          new TrainingMemory(
              run.network(),
              run.data(),
              run.optimizer(),
              List.of(new NamedHook("back", back)),
              run.plan());
      long bytes = 2 * Float.BYTES * run.network().initialParameters(1).elements();
      assertEquals(run.estimate().total() + bytes, with.estimate().total());
      assertTrue(with.estimate().toString().contains("state to go back to "));
    }
  }

  /** A slot of some parameters takes the memory of those. */
  @Test
  void theTensorsOfEachSlotAreCounted() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 32, STEPS);
      NamedTensors all = run.network().initialParameters(1);
      NamedTensors matrices =
          all.only(
              all.names().stream().filter(n -> all.get(n).rank() == 2).collect(Collectors.toSet()));
      Optimizer ofMatrices = mock(Optimizer.class);
      when(ofMatrices.init(any()))
          .thenAnswer(
              call ->
                  OptimizerState.zeros(
                      ((NamedTensors) call.getArgument(0)).only(matrices.names()), "m"));
      when(ofMatrices.evaluated(any(), any())).thenAnswer(call -> call.getArgument(1));
      assertEquals(
          Float.BYTES * matrices.elements(),
          new TrainingMemory(run.network(), run.data(), ofMatrices, List.of(), run.plan())
              .estimate()
              .optimizer());
    }
  }

  /** Needs a kilobyte for each extent. */
  private record Scratching() implements Optimizer {
    @Override
    public OptimizerState init(NamedTensors parameters) {
      return OptimizerState.zeros(parameters);
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      state.advance();
    }

    @Override
    public long scratchBytes(Map<String, int[]> shapes) {
      return shapes.values().stream().mapToLong(shape -> 1024L * shape.length).sum();
    }
  }

  /** Each group has an optimizer of its own; an average keeps the parameters once more. */
  @Test
  void whatUpdatesNeedBesideTheSlotsIsCounted() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 32, STEPS);
      NamedTensors all = run.network().initialParameters(1);
      long extents = all.asMap().values().stream().mapToLong(Tensor::rank).sum();
      assertEquals(1024 * extents, optimizerBytes(run, new Scratching()));
      ParameterGroup group = ParameterGroup.parse("*.Wh:lr-factor=1");
      Optimizer grouped =
          new GroupedOptimizer(
              List.of(new GroupedOptimizer.Member(group, new Scratching(), 1)), new Scratching());
      assertEquals(
          1024 * extents + Float.BYTES * all.elements(),
          optimizerBytes(run, new MovingAverage(grouped, 0.9)));
    }
  }

  private static long optimizerBytes(TrainingMemory run, Optimizer optimizer) {
    return new TrainingMemory(run.network(), run.data(), optimizer, List.of(), run.plan())
        .estimate()
        .optimizer();
  }

  private static long allocated(TrainingMemory run) {
    long before = Allocation.soFar();
    Trainer.builder(run.network(), run.data())
        .optimizer(run.optimizer())
        .hooks(List.of())
        .plan(run.plan())
        .build()
        .run();
    return Allocation.soFar() - before;
  }

  @Test
  void aRunThatFitsIsLetThrough() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 32, STEPS);
      run.requireFits(new HeapBudget(run.estimate().total() + 60 * MIB));
      run.requireFits();
    }
  }

  /** Every value that the message names is one that fits, and twice as much of it is not. */
  @Test
  void aRunThatCannotFitIsToldWhatToLower() {
    Dataset data = Setup.text(100_000, 0.1);
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, data, 256, 2000);
      HeapBudget heap = new HeapBudget(400 * MIB);
      Refusal refusal =
          Refusal.of(
              () -> run.requireFits(heap),
              "The run does not fit into memory.",
              "expected: at most 352 MiB of the heap's 400 MiB; the rest is for Java itself",
              "found:    about " + run.estimate(),
              "activations ",
              "parameters ",
              "or a larger heap: CAROUSEL_OPTS=-Xmx1g");
      String message = refusal.message();
      int batch = number(message, "--batch (\\d+)");
      int bptt = number(message, "--bptt (\\d+)");
      int units = number(message, "--units (\\d+)");
      int kept = number(message, "--recompute (\\d+)");
      assertTrue(batch < ROWS && bptt < 2000 && units < 256 && kept == 45, message);
      run(engine, data, 256, bptt).requireFits(heap);
      run(engine, data, units, 2000).requireFits(heap);
      Refusal.of(() -> run(engine, data, 256, 2 * bptt).requireFits(heap));
      Refusal.of(() -> run(engine, data, 2 * units, 2000).requireFits(heap));
      try (Engine keeping = Engines.scalar(new EngineSettings(1, kept))) {
        run(keeping, data, 256, 2000).requireFits(heap);
      }
    }
  }

  private static int number(String message, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(message);
    assertTrue(matcher.find(), message);
    return Integer.parseInt(matcher.group(1));
  }

  /** Data that tell their sizes, and may not be asked for a chunk. */
  private record Unmade(Dataset data, long symbols) implements Dataset, Part {
    @Override
    public String description() {
      return data.description();
    }

    @Override
    public DataShape shape() {
      return data.shape();
    }

    @Override
    public Part training() {
      return this;
    }

    @Override
    public Part validation() {
      return Part.empty();
    }

    @Override
    public DataCodec codec() {
      return data.codec();
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      Epoch known = data.training().epoch(batch, steps, seed, epoch);
      return new Epoch() {
        @Override
        public int size() {
          return known.size();
        }

        @Override
        public Chunk chunk(int index) {
          throw new AssertionError("a chunk was made");
        }

        @Override
        public int steps(int index) {
          return known.steps(index);
        }

        @Override
        public int rows(int index) {
          return known.rows(index);
        }
      };
    }
  }

  @Test
  void noChunkIsMadeToTellItsSize() {
    Dataset data = Setup.text(5000, 0);
    try (Engine engine = Engines.scalar(1)) {
      MemoryEstimate expected = run(engine, data, 32, STEPS).estimate();
      Unmade unmade = new Unmade(data, data.training().symbols());
      assertEquals(expected, run(engine, unmade, 32, STEPS).estimate());
    }
  }

  /** No batch, chunk length or number of units makes a text smaller. */
  @Test
  void dataThatAreTooLargeAreAdvisedOn() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, new Unmade(Setup.text(5000, 0), 1L << 30), 32, STEPS);
      Refusal refusal =
          Refusal.of(
              () -> run.requireFits(new HeapBudget(2048 * MIB)),
              "The run does not fit into memory.",
              "data 4.0 GiB",
              "a part of the text, or a larger heap: CAROUSEL_OPTS=-Xmx6g");
      assertFalse(refusal.message().contains("--"), refusal.message());
    }
  }

  /** A network whose parameters alone are too many. */
  @Test
  void parametersThatAreTooManyAreAdvisedOn() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0), 4096, 1);
      Refusal refusal = Refusal.of(() -> run.requireFits(new HeapBudget(200 * MIB)));
      assertTrue(refusal.message().contains("--units "), refusal.message());
      assertFalse(refusal.message().contains("--b"), refusal.message());
    }
  }

  /** Fewer trials at once, or a larger heap: both keep the settings, and both are enough. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTrialThatDoesNotFitItsShareIsAdvisedOn(boolean isApart) {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 128, STEPS);
      long needed = run.estimate().total();
      HeapBudget whole = new HeapBudget(500 * MIB).shared(1, isApart);
      HeapBudget one = whole.shared(whole.mostJobs(needed), isApart);
      run.requireFits(one);
      HeapBudget share = whole.shared(one.jobs() + 1, isApart);
      Refusal refusal =
          Refusal.of(
              () -> run.requireFits(share),
              "The trial does not fit into its share of the memory.",
              "expected: at most "
                  + HeapBudget.words(share.usable())
                  + ", one of "
                  + share.jobs()
                  + " equal shares of the heap's 500 MiB; the rest is for Java itself",
              "found:    about " + HeapBudget.words(needed) + ": activations ",
              "try:      --jobs " + one.jobs() + ", or a larger heap: CAROUSEL_OPTS=-Xmx");
      long heap = (long) number(refusal.message(), "=-Xmx(\\d+)g") << 30;
      run.requireFits(new HeapBudget(heap).shared(share.jobs(), isApart));
    }
  }

  /** Where the whole heap is too small for one trial, fewer of them at once do not help. */
  @Test
  void aTrialThatDoesNotFitTheWholeHeapNeedsOtherSettings() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 512, STEPS);
      HeapBudget heap = new HeapBudget(80 * MIB).shared(2, false);
      Refusal refusal =
          Refusal.of(() -> run.requireFits(heap), "share of the memory", "--units ", "-Xmx");
      assertFalse(refusal.message().contains("--jobs"), refusal.message());
    }
  }

  @Test
  void whatNothingCanMendIsSaidSo() {
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, Setup.text(5000, 0.1), 32, STEPS);
      Refusal.of(
          () -> run.requireFits(new HeapBudget(MIB)),
          "at most 0 bytes",
          "fewer units, rows and steps");
    }
  }

  /** A heap beyond all bounds does not help where one array would be too long. */
  @Test
  void anArrayThatJavaCannotHaveIsToldToo() {
    Dataset data = Setup.text(3_000_000, 0);
    try (Engine engine = Engines.scalar(1)) {
      TrainingMemory run = run(engine, data, 512, 90_000);
      Refusal refusal =
          Refusal.of(
              () -> run.requireFits(new HeapBudget(1L << 50)),
              "The run needs an array longer than Java allows.",
              "expected: at most 2147483639 elements",
              "--bptt ",
              "--units ");
      assertFalse(refusal.message().contains("-Xmx"));
      int bptt = number(refusal.message(), "--bptt (\\d+)");
      run(engine, data, 512, bptt).requireFits(new HeapBudget(1L << 50));
    }
  }

  @Test
  void bytesAreToldInWords() {
    assertEquals("1000 bytes", HeapBudget.words(1000));
    assertEquals("1.0 KiB", HeapBudget.words(1024));
    assertEquals("150 MiB", HeapBudget.words(150 * MIB));
    assertEquals(
        "1.5 KiB: activations 1.0 KiB, work of one update 512 bytes",
        new MemoryEstimate(0, 0, 0, 1024, 512, 0, 0).toString());
  }
}
