package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.carousel.Engines;
import dev.carousel.data.Batches;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.Descent;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates from several chunks. */
class AccumulationTest {
  static final DataShape SHAPE = new DataShape(true, 5, true, 5, Moment.EVERY_STEP);
  private static final int SEQUENCES = 24;

  @TempDir Path folder;

  /** Sequences of 3 to 9 steps in one order, in batches without a rest. */
  private record Sequences(List<Chunk> all) implements Part {
    static Sequences make() {
      return new Sequences(
          IntStream.range(0, SEQUENCES)
              .mapToObj(i -> Chunks.random(SHAPE, 3 + (5 * i) % 7, 1, i))
              .toList());
    }

    @Override
    public long symbols() {
      return all.stream().mapToLong(Chunk::predictions).sum();
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      return new Epoch() {
        @Override
        public int size() {
          return (all.size() + batch - 1) / batch;
        }

        @Override
        public Chunk chunk(int index) {
          return Batches.of(all.subList(index * batch, Math.min(all.size(), (index + 1) * batch)));
        }
      };
    }
  }

  static Dataset sequences() {
    Dataset data = mock(Dataset.class);
    when(data.shape()).thenReturn(SHAPE);
    when(data.training()).thenReturn(Sequences.make());
    when(data.validation()).thenReturn(Part.empty());
    when(data.description()).thenReturn("sequences");
    return data;
  }

  private static TrainingResult trained(
      int batch, int accumulate, int updates, NamedHook... hooks) {
    try (Engine engine = Engines.scalar(1)) {
      Dataset data = sequences();
      Network network = Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(6));
      return Trainer.builder(network, data)
          .optimizer(new Descent(0.3))
          .hooks(List.of(hooks))
          .plan(
              TrainingPlan.of(Limit.ofUpdates(updates)).batch(batch).accumulate(accumulate).seed(3))
          .run();
    }
  }

  /** Also though the batches have different numbers of predictions. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6})
  void equalABatchOfAllRows(int accumulate) {
    int updates = 7;
    TrainingResult whole = trained(12, 1, updates);
    TrainingResult parts = trained(12 / accumulate, accumulate, updates);
    whole
        .parameters()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.size(); i++) {
                assertEquals(tensor.get(i), parts.parameters().get(name).get(i), 2e-6, name);
              }
            });
    assertEquals(whole.trainLoss(), parts.trainLoss(), 1e-6);
    assertEquals(whole.counters().symbols(), parts.counters().symbols());
    assertEquals(whole.counters().updates(), parts.counters().updates());
    assertEquals(whole.counters().epoch(), parts.counters().epoch());
  }

  /** The hook sees the gradient of all, once an update. */
  @Test
  void areOneUpdateForHooks() {
    List<Double> whole = new ArrayList<>();
    List<Double> parts = new ArrayList<>();
    trained(12, 1, 4, norms(whole));
    trained(3, 4, 4, norms(parts));
    assertEquals(4, parts.size());
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i), parts.get(i), 1e-6 * whole.get(i));
    }
  }

  private static NamedHook norms(List<Double> norms) {
    return new NamedHook(
        "norms",
        new Hooks.AtUpdate(
            update -> {
              norms.add(update.gradients().norm());
              return Outcome.UNCHANGED;
            }));
  }

  /** 24 sequences in batches of 5 are 5 batches: 3 updates from 2, the last from 1. */
  @Test
  void theLastUpdateOfAnEpochTakesWhatIsLeft() {
    TrainingPlan plan = TrainingPlan.of(Limit.ofEpochs(3)).batch(5).accumulate(2);
    assertEquals(3, plan.updatesPerEpoch(sequences()));
    assertEquals(9, plan.plannedUpdates(sequences()));
    List<Integer> chunks = new ArrayList<>();
    List<Progress> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
            chunks.add((int) update);
            return null;
          }

          @Override
          public void updated(Progress progress) {
            told.add(progress);
          }
        };
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(3));
      TrainingResult result =
          Trainer.builder(network, sequences())
              .optimizer(new Descent(0.3))
              .hooks(List.of())
              .plan(plan)
              .listener(listener)
              .run();
      assertEquals(9, result.counters().updates());
      assertEquals(2, result.counters().epoch());
    }
    assertEquals(List.of(0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 6, 6, 7, 7, 8), chunks);
    assertEquals(9, told.get(0).plannedUpdates());
    assertEquals(1 / 9.0, told.get(0).fraction(), 1e-12);
    assertEquals(1, told.get(8).fraction());
  }

  private static Setup setup(long updates, int accumulate) {
    Setup setup = Setup.ofUpdates(updates);
    return setup.with(setup.plan().accumulate(accumulate));
  }

  /** On a stream, whose states go on from chunk to chunk, with dropout; 4 chunks an epoch. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areResumedBitForBit(long stop) {
    Keeper whole = new Keeper(folder.resolve("whole"), 0);
    TrainingResult expected = whole.run(setup(7, 3));
    Keeper halves = new Keeper(folder.resolve("halves"), stop);
    halves.run(setup(7, 3));
    TrainingResult found = halves.resume(setup(7, 3));
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(whole.checkpoint().parameters(), halves.checkpoint().parameters());
    assertSameBits(whole.checkpoint().carry().flat(), halves.checkpoint().carry().flat());
    assertEquals(whole.checkpoint().counters(), halves.checkpoint().counters());
    assertEquals(3, found.counters().epoch(), "an epoch is two updates, from 3 chunks and from 1");
  }

  /** Without learning, two chunks of an update leave the states that two updates would. */
  @Test
  void handTheStatesOnFromChunkToChunk() {
    Keeper one = new Keeper(folder.resolve("one"), 2);
    one.run(setup(4, 1).withRate(0).with(Setup.text(2000, 0)));
    Keeper two = new Keeper(folder.resolve("two"), 1);
    two.run(setup(4, 2).withRate(0).with(Setup.text(2000, 0)));
    NamedTensors expected = one.checkpoint().carry().flat();
    NamedTensors found = two.checkpoint().carry().flat();
    assertFalse(expected.names().isEmpty());
    assertSameBits(onlyLowest(expected), onlyLowest(found)); // above it, other units are dropped
  }

  private static NamedTensors onlyLowest(NamedTensors carry) {
    return carry.under("layer0/");
  }

  /** Chunks of the same update drop different units. */
  @Test
  void haveTheirOwnRandomNumbers() {
    Chunk chunk = Chunks.withFresh(Chunks.random(SHAPE, 8, 4, 1), true, true, true, true);
    Part twice = mock(Part.class);
    Epoch epoch = mock(Epoch.class);
    when(epoch.size()).thenReturn(2);
    when(epoch.chunk(0)).thenReturn(chunk);
    when(epoch.chunk(1)).thenReturn(chunk);
    when(twice.symbols()).thenReturn(64L);
    when(twice.epoch(32, 64, 1, 0)).thenReturn(epoch);
    Dataset data = sequences();
    when(data.training()).thenReturn(twice);
    List<Double> norms = new ArrayList<>();
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(6).dropout(0.5));
      for (int accumulate : new int[] {1, 2}) {
        Trainer.builder(network, data)
            .optimizer(new Descent(0))
            .hooks(List.of(norms(norms)))
            .plan(TrainingPlan.of(Limit.ofUpdates(1)).accumulate(accumulate))
            .run();
      }
    }
    assertNotEquals(norms.get(0), norms.get(1), 1e-4 * norms.get(0));
  }

  /** Makes the head so large after three updates that its products overflow. */
  private record Overflowing() implements Optimizer {
    @Override
    public OptimizerState init(NamedTensors parameters) {
      return OptimizerState.zeros(parameters);
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      boolean isDue = state.advance() == 3;
      parameters.forEach(
          (name, w) -> {
            if (isDue && name.startsWith("head/")) {
              w.fill(3e38);
            }
            w.addScaled(-0.1, gradients.get(name));
          });
    }
  }

  /**
   * The chunk that is not finite is the one that is kept for a replay, and its update is counted.
   */
  @Test
  void aChunkThatIsNotFiniteIsFound() {
    List<FailedUpdate> failed = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void nonFinite(FailedUpdate update, Optional<FirstCause> cause) {
            failed.add(update);
          }
        };
    Setup setup = setup(20, 2).with(new Overflowing()).with(listener);
    Refusal.of(setup::run, "no longer finite");
    assertEquals(1, failed.size());
    assertEquals(3, failed.get(0).update());
    assertFalse(Double.isFinite(failed.get(0).gradientNorm()));
  }

  @Test
  void takeTheMemoryOfOneMoreGradient() {
    Setup setup = Setup.ofUpdates(1);
    try (Engine engine = setup.engine()) {
      long one = total(setup, setup.plan());
      long bytes = Float.BYTES * setup.network().initialParameters(1).elements();
      assertEquals(one + bytes, total(setup, setup.plan().accumulate(4)));
    }
  }

  private static long total(Setup setup, TrainingPlan plan) {
    return new TrainingMemory(setup.network(), setup.data(), setup.optimizer(), List.of(), plan)
        .estimate()
        .total();
  }

  @Test
  void needAtLeastOneChunk() {
    Refusal.of(
        () -> TrainingPlan.of(Limit.ofUpdates(1)).accumulate(0),
        "accumulate",
        "at least 1",
        "found",
        "0");
  }
}
