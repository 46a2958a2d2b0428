package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task sends after a round, without a cluster. */
class TaskStateTest {
  private static final TextSetup SETUP = new TextSetup();

  private static Checkpoint end() {
    List<Checkpoint> checkpoints = new ArrayList<>();
    TrainingListener keeping =
        new TrainingListener() {
          @Override
          public void checkpoint(Checkpoint now) {
            checkpoints.add(now);
          }
        };
    try (Engine engine = Engines.fused(1)) {
      SETUP
          .configure(Trainer.builder(SETUP.network(engine), SETUP.data()))
          .plan(SETUP.plan().limit(Limit.ofUpdates(3)))
          .listener(keeping)
          .build()
          .run();
    }
    return checkpoints.get(checkpoints.size() - 1);
  }

  @Test
  void neitherTheParametersNorTheBestOnesAreSent(@TempDir Path folder) throws IOException {
    Checkpoint end = end();
    assertNotNull(end.best(), "the training itself has them");
    long parameters = end.parameters().elements() * Float.BYTES;
    Path whole = folder.resolve("whole.safetensors");
    new CheckpointFile(end, Map.of()).write(whole);
    long less = Files.size(whole) - TaskState.pack(end).length;
    assertTrue(
        less >= 2 * parameters && less < 3 * parameters,
        () -> less + " bytes less, for parameters of " + parameters + " bytes");
  }

  @Test
  void allElseThatTheNextRoundNeedsIsSent() {
    Checkpoint end = end();
    NamedTensors common = end.parameters().copy();
    common.scale(0.5);
    Checkpoint read = TaskState.unpack(TaskState.pack(end), common);
    assertNull(read.best());
    assertEquals(List.of(), read.history());
    assertEquals(end.counters(), read.counters());
    assertSame(common, read.parameters());
    assertEquals(end.optimizer().updates(), read.optimizer().updates());
    Set<String> slots = end.optimizer().slots().keySet();
    assertEquals(2, slots.size(), "AdamW has two moments");
    slots.forEach(slot -> assertSame(end.optimizer().slot(slot), read.optimizer().slot(slot)));
    assertSame(end.carry().flat(), read.carry().flat());
    assertEquals(end.hooks().size(), read.hooks().size());
    assertArrayEquals(TaskState.pack(end), TaskState.pack(read));
  }

  private static void assertSame(NamedTensors expected, NamedTensors found) {
    assertTrue(expected.elements() > 0, "there is something to compare");
    assertEquals(Parcel.of(expected).sha256(), Parcel.of(found).sha256());
  }

  @Test
  void theStateOfAnotherNetworkIsRefused() {
    byte[] state = TaskState.pack(end());
    NamedTensors other = new NamedTensors(Map.of("head.W", new FloatTensor(2, 3)));
    Refusal.of(
        () -> TaskState.unpack(state, other),
        "The checkpoint is damaged.",
        "found:    optimizer slot ",
        " of other names or shapes than the parameters");
  }
}
