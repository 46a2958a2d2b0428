package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.fixture.Allocation;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is foretold against what is allocated. */
class NetworkMemoryTest {
  private static final double TOLERANCE = 0.05;
  private static final DataShape NUMBERS = new DataShape(false, 6, false, 3, Moment.EVERY_STEP);
  private static final DataShape AT_END = new DataShape(false, 6, true, 4, Moment.END);
  private static final DataShape MIXED =
      new DataShape(false, 6, false, 3, Moment.EVERY_STEP, List.of(60, 7));
  private static final DataShape SYMBOLS = new DataShape(true, 60, true, 60, Moment.EVERY_STEP);

  /** A network, the size of a chunk, how many steps are kept, and whether it is trained. */
  private record Given(NetworkSpec spec, int steps, int rows, int keptSteps, boolean trains) {}

  static Stream<Given> cases() {
    return Stream.of(
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(64), 100, 32, 0, true),
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(64), 100, 32, 0, false),
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(48), 2000, 3, 0, true),
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(48), 2000, 3, 45, true),
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(300), 20, 100, 0, true),
        new Given(NetworkSpec.of(AT_END, Cells.lstm()).units(64), 150, 20, 0, true),
        new Given(NetworkSpec.of(SYMBOLS, Cells.lstm()).units(96), 64, 32, 0, true),
        new Given(
            NetworkSpec.of(SYMBOLS, Cells.lstm()).units(64).layers(3).dropout(0.2).embedding(24),
            64,
            33,
            0,
            true),
        new Given(
            NetworkSpec.of(AT_END, Cells.lstm())
                .units(64)
                .layers(2)
                .dropout(0.2)
                .bidirectional(true),
            90,
            32,
            0,
            true),
        new Given(
            NetworkSpec.of(NUMBERS, Cells.lstm()).units(64).layers(2).bidirectional(true),
            90,
            32,
            0,
            true),
        new Given(
            NetworkSpec.of(NUMBERS, Cells.lstm()).units(64).layers(2).bidirectional(true),
            90,
            32,
            0,
            false),
        new Given(NetworkSpec.of(MIXED, Cells.lstm()).units(64), 90, 32, 0, true),
        new Given(NetworkSpec.of(MIXED, Cells.lstm()).units(64).embedding(0), 90, 32, 0, false),
        new Given(NetworkSpec.of(NUMBERS, Cells.lstm()).units(512), 1, 1, 0, false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsForetoldIsAllocated(Given given) {
    // One run before, on another engine, so that classes are loaded and their constants made.
    allocated(given);
    long found = allocated(given);
    try (Engine engine = Engines.scalar(new EngineSettings(1, given.keptSteps()))) {
      Network network = Network.compile(engine, given.spec());
      NetworkMemory foretold =
          NetworkMemory.of(
              network, given.steps(), given.rows(), given.trains(), engine.keptSteps());
      long expected = foretold.prepared() + foretold.pass() + foretold.work();
      assertEquals(1, (double) expected / found, TOLERANCE, () -> foretold + ", found " + found);
      assertEquals(4 * network.initialParameters(1).elements(), foretold.parameters());
    }
  }

  /** What binding a network and a first pass, with the chunk, allocate on the one thread. */
  private static long allocated(Given given) {
    try (Engine engine = Engines.scalar(new EngineSettings(1, given.keptSteps()))) {
      Network network = Network.compile(engine, given.spec());
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = Chunks.random(given.spec().data(), given.steps(), given.rows(), 1);
      long chunkBytes = chunkBytes(given);
      long before = Allocation.soFar();
      BoundNetwork bound = network.bind(parameters);
      if (given.trains()) {
        bound.forwardTraining(chunk, Carry.zero(), 1, 1).backward(null);
      } else {
        bound.infer(chunk, Carry.zero()).loss();
      }
      return Allocation.soFar() - before + chunkBytes;
    }
  }

  private static long chunkBytes(Given given) {
    DataShape shape = given.spec().data();
    long places = (long) given.steps() * given.rows();
    long predictions = shape.moment() == Moment.END ? given.rows() : places;
    int read = (shape.symbolsIn() ? 1 : shape.inputFeatures()) + shape.categories().size();
    return 4 * places * read + 4 * predictions * (shape.symbolsOut() ? 1 : shape.outputFeatures());
  }

  @Test
  void recomputingTakesLess() {
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(NUMBERS, Cells.lstm()).units(64));
      long all = NetworkMemory.of(network, 10_000, 32, true, 0).pass();
      long some = NetworkMemory.of(network, 10_000, 32, true, 100).pass();
      assertTrue(some < all / 4, () -> some + " of " + all);
    }
  }

  @Test
  void theLongestArrayIsTold() {
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(NUMBERS, Cells.lstm()).units(4096));
      long longest = NetworkMemory.of(network, 1_000_000, 32, true, 0).longest();
      assertTrue(longest >= 1_000_000L * 32 * 4096, () -> longest + " elements");
    }
  }
}
