package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
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
  void theBestParametersAreNotSent(@TempDir Path folder) throws IOException {
    Checkpoint end = end();
    assertNotNull(end.best(), "the training itself has them");
    long parameters = end.parameters().elements() * Float.BYTES;
    Path whole = folder.resolve("whole.safetensors");
    new CheckpointFile(end, Map.of()).write(whole);
    long less = Files.size(whole) - TaskState.pack(end).length;
    assertTrue(
        less >= parameters && less < 2 * parameters,
        () -> less + " bytes less, for parameters of " + parameters + " bytes");
  }

  @Test
  void allThatTheNextRoundNeedsIsSent() {
    Checkpoint end = end();
    Checkpoint read = TaskState.unpack(TaskState.pack(end));
    assertNull(read.best());
    assertEquals(List.of(), read.history());
    assertEquals(end.counters(), read.counters());
    end.parameters()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.toDoubles(), read.parameters().get(name).toDoubles(), name));
    assertEquals(end.hooks().size(), read.hooks().size());
    assertArrayEquals(TaskState.pack(end), TaskState.pack(read));
  }
}
