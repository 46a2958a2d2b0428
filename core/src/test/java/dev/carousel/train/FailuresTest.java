package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Descent;
import dev.carousel.model.Carry;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a trainer is given may throw: it is named, and nothing that was done is lost. */
class FailuresTest {
  private static final long UPDATES = 11;
  private static final int FAULTY = 5;

  private final Engine engine = Engines.fused(2);
  private final AtomicInteger calls = new AtomicInteger();

  @TempDir Path folder;

  @AfterEach
  void close() {
    engine.close();
  }

  private static Setup setup() {
    return Setup.ofUpdates(UPDATES);
  }

  private void failAtTheSixth() {
    if (calls.getAndIncrement() == FAULTY) {
      throw new IllegalStateException("a plain mistake");
    }
  }

  private Keeper keeper() {
    return new Keeper(folder.resolve("checkpoint"), 0);
  }

  /** Fails, and is run again: once from where it stands, once from its last checkpoint. */
  private void failsAndGoesOn(Setup setup, String... parts) {
    Keeper keeper = keeper();
    Setup mine = setup.with(engine).with(TrainingListener.of(List.of(keeper, setup.listener())));
    Trainer trainer = mine.trainer();
    Refusal.of(trainer::run, parts);
    assertTrue(
        keeper.checkpoint().counters().updates() >= 4, "the checkpoint of update 4 is there");
    NamedTensors expected = setup().run().parameters();
    assertSameBits(expected, trainer.run().parameters());
    calls.set(0);
    Trainer second = mine.trainer();
    assertThrows(CarouselException.class, second::run);
    assertSameBits(expected, second.resumeFrom(keeper.checkpoint()).run().parameters());
  }

  @Test
  void carriedStatesOfAnotherNetworkAreRefused() {
    Carry carry = new Carry(Map.of("layer0", new NamedTensors(Map.of("h", new FloatTensor(3, 9)))));
    Checkpoint other = with(finished(), carry, List.of());
    Trainer trainer = setup().with(engine).trainer();
    Refusal.of(
        () -> trainer.resumeFrom(other),
        "The carried states belong to another network.",
        "expected: {layer0/c=[3, ",
        "found:    {layer0/h=[3, 9]}");
  }

  @Test
  void aHookThatCannotTakeItsMemoryUpIsNamed() {
    GradientHook hook = mock(UpdateHook.class, withSettings().extraInterfaces(HookMemory.class));
    doThrow(new IllegalStateException("a plain mistake")).when((HookMemory) hook).remember(any());
    Checkpoint remembering = with(finished(), Carry.zero(), List.of(Map.of()));
    Trainer trainer = setup().with(engine).with(new NamedHook("mine", hook)).trainer();
    Refusal.of(
        () -> trainer.resumeFrom(remembering),
        "The hook mine failed",
        "a plain mistake",
        "restoring its state from a checkpoint");
  }

  private Checkpoint finished() {
    Keeper keeper = keeper();
    setup().with(engine).with(keeper).trainer().run();
    return keeper.checkpoint();
  }

  private static Checkpoint with(
      Checkpoint from, Carry carry, List<Map<String, double[]>> memories) {
    return new Checkpoint(
        from.counters(),
        from.parameters(),
        from.optimizer(),
        carry,
        memories,
        from.best(),
        from.history(),
        null);
  }

  @Test
  void aHookIsNamed() {
    NamedHook hook =
        new NamedHook(
            "mine",
            new Hooks.AtUpdate(
                update -> {
                  failAtTheSixth();
                  return Outcome.UNCHANGED;
                }));
    failsAndGoesOn(setup().with(hook), "The hook mine failed", "a plain mistake", "update 5");
  }

  @Test
  void theDataIsNamed() {
    Dataset data = new Faulty(setup().data(), this::failAtTheSixth);
    failsAndGoesOn(
        setup().with(data),
        "The data failed",
        "a plain mistake",
        "chunk 1 of epoch 1",
        "a long sequence");
  }

  @Test
  void aListenerIsNamedWithTheMoment() {
    failsAndGoesOn(
        setup().with(new Telling(progress -> failAtTheSixth())),
        "The listener " + Telling.class.getName(),
        "a plain mistake",
        "progress, update 6");
  }

  @Test
  void aListenerThatThrowsDoesNotKeepACheckpointFromOthers() {
    Keeper keeper = keeper();
    TrainingListener first =
        new TrainingListener() {
          @Override
          public void checkpoint(Checkpoint checkpoint) {
            throw new IllegalStateException("disk of the first");
          }
        };
    TrainingListener last =
        new TrainingListener() {
          @Override
          public void checkpoint(Checkpoint checkpoint) {
            throw new IllegalStateException("disk of the last");
          }
        };
    Setup all = setup().with(TrainingListener.of(List.of(first, keeper, last)));
    CarouselException error = assertThrows(CarouselException.class, all::run);
    assertEquals(0, keeper.checkpoint().counters().updates());
    assertTrue(String.valueOf(error.getMessage()).contains("disk of the first"));
    assertTrue(String.valueOf(error.getSuppressed()[0].getMessage()).contains("of the last"));
  }

  @Test
  void aScheduleIsNamedAndAskedForANumber() {
    Refusal.of(
        () -> trainer(new Descent(1), (update, planned) -> Math.floorDiv(1, update)).run(),
        "The schedule",
        "failed",
        "update 0");
    Refusal.of(
        () -> trainer(new Descent(1), (update, planned) -> Double.NaN).run(),
        "returned an invalid factor",
        "at least 0",
        "NaN");
  }

  private Trainer trainer(Optimizer optimizer, Schedule schedule) {
    Setup setup = setup().with(engine);
    return Trainer.builder(setup.network(), setup.data())
        .optimizer(optimizer)
        .schedule(schedule)
        .hooks(List.of())
        .plan(setup.plan())
        .listener(keeper())
        .clock(Setup.STILL)
        .build();
  }

  /** Fails when it has changed some parameters and not others. */
  private final class Torn implements Optimizer {
    private final Optimizer whole = new Descent(2);

    @Override
    public OptimizerState init(NamedTensors parameters) {
      return whole.init(parameters);
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      whole.update(state, parameters, gradients, rateFactor);
      failAtTheSixth();
    }
  }

  @Test
  void anOptimizerThatFailsHalfWayIsNamedAndNotGoneOnFrom() {
    Trainer trainer = trainer(new Torn(), (update, planned) -> 1 / (1 + 0.01 * update));
    Refusal.of(trainer::run, "The optimizer " + Torn.class.getName(), "plain mistake", "update 5");
    Refusal.of(trainer::run, "failed during an update", "call resumeFrom with the last checkpoint");
    NamedTensors found = trainer.resumeFrom(keeper().checkpoint()).run().parameters();
    assertSameBits(setup().run().parameters(), found);
  }

  /** Tells of progress. */
  private record Telling(Consumer<Progress> action) implements TrainingListener {
    @Override
    public void updated(Progress progress) {
      action.accept(progress);
    }
  }

  /** Data of which a chunk may fail. */
  private record Faulty(Dataset data, Runnable fault) implements Dataset, Part {
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
      return data.validation();
    }

    @Override
    public DataCodec codec() {
      return data.codec();
    }

    @Override
    public long symbols() {
      return data.training().symbols();
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      Epoch whole = data.training().epoch(batch, steps, seed, epoch);
      return new Epoch() {
        @Override
        public int size() {
          return whole.size();
        }

        @Override
        public Chunk chunk(int index) {
          fault.run();
          return whole.chunk(index);
        }
      };
    }
  }
}
