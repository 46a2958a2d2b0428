package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates whose chunks are computed elsewhere. */
class UpdatePartsTest {
  private static TrainingPlan plan(int accumulate) {
    return TrainingPlan.of(Limit.ofUpdates(7)).batch(5).accumulate(accumulate).seed(3);
  }

  private static Network network(Engine engine) {
    NetworkSpec spec = NetworkSpec.of(AccumulationTest.SHAPE, Cells.lstm()).units(6);
    return Network.compile(engine, spec.dropout(0.3));
  }

  private static TrainingResult trained(int accumulate, @Nullable UpdateParts parts) {
    try (Engine engine = Engines.fused(1)) {
      TrainerBuilder builder =
          Trainer.builder(network(engine), AccumulationTest.sequences())
              .optimizer(new Descent(0.3))
              .hooks(List.of())
              .plan(plan(accumulate));
      return (parts == null ? builder : builder.parts(parts)).run();
    }
  }

  /** As many workers, each with a network of its own, in no particular order. */
  private static TrainingResult spread(int accumulate, int workers) {
    List<ChunkGradients> all = new ArrayList<>();
    List<Engine> engines = IntStream.range(0, workers).mapToObj(i -> Engines.fused(1)).toList();
    Dataset data = AccumulationTest.sequences();
    engines.forEach(engine -> all.add(new ChunkGradients(network(engine), data, plan(accumulate))));
    try {
      return trained(
          accumulate,
          wanted -> {
            UpdateParts.Part[] found = new UpdateParts.Part[wanted.count()];
            all.forEach(worker -> worker.use(wanted.parameters()));
            for (int i = wanted.count() - 1; i >= 0; i--) {
              found[i] = all.get(i % workers).compute(wanted, i);
            }
            return List.of(found);
          });
    } finally {
      engines.forEach(Engine::close);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "3, 2", "4, 3", "5, 4"})
  void giveTheBitsOfOneTrainer(int accumulate, int workers) {
    TrainingResult here = trained(accumulate, null);
    TrainingResult there = spread(accumulate, workers);
    assertSameBits(here.parameters(), there.parameters());
    assertEquals(here.counters().withSeconds(0), there.counters().withSeconds(0));
  }

  @Test
  void streamsAreRefused() {
    Setup setup = Setup.ofUpdates(2);
    try (Engine engine = Engines.fused(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(setup.data().shape(), Cells.lstm()).units(4));
      ChunkGradients stream = new ChunkGradients(network, setup.data(), setup.plan());
      stream.use(network.initialParameters(1));
      UpdateParts.Wanted second = new UpdateParts.Wanted(network.initialParameters(1), 1, 0, 1, 1);
      Refusal.of(
          () -> stream.compute(second, 0),
          "The chunks of these data continue each other.",
          "expected: sequences that each fit into a chunk",
          "try:      train in rounds of many updates");
    }
  }

  @Test
  void hooksThatWatchStatesAreRefused() {
    NamedHook watcher = new NamedHook("watcher", new Hooks.AtStep(gradient -> {}, false));
    try (Engine engine = Engines.fused(1)) {
      TrainerBuilder builder =
          Trainer.builder(network(engine), AccumulationTest.sequences())
              .hooks(List.of(watcher))
              .optimizer(new Descent(0.3))
              .parts(wanted -> List.of());
      Refusal.of(
          builder::build,
          "A hook watches the gradients of states, which stay elsewhere.",
          "expected: hooks of whole updates, such as clip-norm",
          "found:    [watcher]");
    }
  }
}
