package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.io.Safetensors;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
  @TempDir Path folder;

  private Checkpoints checkpoints = new Checkpoints(Path.of("."));

  @BeforeEach
  void prepare() {
    checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    checkpoints.prepare();
  }

  /** Writes into the folder at every update. */
  private record Writer(Checkpoints checkpoints, int kept) implements TrainingListener {
    @Override
    public void checkpoint(Checkpoint checkpoint) {
      checkpoints.write(checkpoint, Map.of(), kept);
    }
  }

  private static Setup everyUpdate(long updates) {
    Setup setup = Setup.ofUpdates(updates);
    TrainingPlan plan = setup.plan();
    TrainingPlan often = plan.checkpoints(new CheckpointInterval(1, 0));
    return new Setup(
        setup.engine(),
        setup.data(),
        setup.optimizer(),
        setup.schedule(),
        setup.hooks(),
        often,
        setup.listener(),
        setup.clock());
  }

  private TrainingResult run(long updates, int kept) {
    return everyUpdate(updates).with(new Writer(checkpoints, kept)).run();
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void thoseAfterValidationsMayBeLeftOutButNeverTheLast(long updates) {
    Setup setup = Setup.ofUpdates(updates);
    TrainingPlan plan = setup.plan().evaluateEvery(2);
    TrainingResult all = setup.with(plan).with(new Writer(checkpoints, 100)).run();
    assertTrue(checkpoints.updates().containsAll(List.of(updates, 6L, 4L, 2L, 0L)));
    Checkpoints few = new Checkpoints(folder.resolve("few"));
    few.prepare();
    TrainingPlan seldom = plan.checkpoints(new CheckpointInterval(0, 0, 1000));
    TrainingResult same = Setup.ofUpdates(updates).with(seldom).with(new Writer(few, 100)).run();
    assertEquals(List.of(updates, 0L), few.updates());
    assertEquals(all.validLoss(), same.validLoss());
    assertEquals(
        checkpoints.newest().orElseThrow().checkpoint().history(),
        few.newest().orElseThrow().checkpoint().history());
  }

  @Test
  void theLastFewAreKeptAndTheBest() {
    run(9, 1);
    List<ValidationPoint> history = checkpoints.newest().orElseThrow().checkpoint().history();
    assertEquals(8, Checkpoint.best(history).orElseThrow().update(), "not the last one");
    assertEquals(List.of(9L, 8L), checkpoints.updates());
  }

  /** From 25 of them, the last of all included, on 1, 2, 3 and 7 threads in turn. */
  @Test
  void aRunGoesOnFromAnyOfThemOnAnyNumberOfThreads() {
    int[] threads = {1, 2, 3, 7};
    TrainingResult expected = run(24, 100);
    assertEquals(25, checkpoints.updates().size());
    for (long update = 0; update <= 24; update++) {
      Setup setup = Setup.ofUpdates(24).with(Engines.fused(threads[(int) update % 4]));
      try (var engine = setup.engine()) {
        Checkpoint from = checkpoints.at(update).checkpoint();
        TrainingResult found = setup.trainer().resumeFrom(from).run();
        assertSameBits(expected.parameters(), found.parameters());
        assertEquals(expected.counters(), found.counters());
      }
    }
    Refusal.of(
        () -> checkpoints.at(77),
        "no checkpoint after update 77",
        "[24, 23, 22",
        folder.toString());
  }

  @Test
  void whatComesAfterANewOneWasGivenUp() {
    run(9, 3);
    Checkpoint earlier = checkpoints.at(8).checkpoint();
    checkpoints.write(earlier, Map.of(), 3);
    assertEquals(List.of(8L, 7L), checkpoints.updates());
  }

  @Test
  void aDamagedOneIsPutAsideAndTheOneBeforeItIsUsed() throws IOException {
    run(9, 3);
    Path newest = checkpoints.file(9);
    byte[] whole = Files.readAllBytes(newest);
    List<byte[]> damages = new ArrayList<>();
    damages.add(new byte[0]);
    damages.add(Arrays.copyOf(whole, whole.length - 1));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    damages.add(flipped);
    for (byte[] damage : damages) {
      Files.write(newest, damage);
      assertEquals(8, checkpoints.newest().orElseThrow().checkpoint().counters().updates());
      assertFalse(Files.exists(newest));
      Path aside = folder.resolve("checkpoints/update-9.safetensors.damaged");
      assertTrue(Arrays.equals(damage, Files.readAllBytes(aside)));
    }
  }

  @Test
  void ifAllAreDamagedNoneIsTouchedAndTheNewestIsNamed() throws IOException {
    run(9, 2);
    Files.write(checkpoints.file(9), new byte[3]);
    Files.write(checkpoints.file(8), new byte[3]);
    Refusal.of(
        checkpoints::newest,
        "All checkpoints of the run are damaged.",
        "of 2",
        "update-9.safetensors: The file is truncated.",
        checkpoints.folder().toString(),
        "move this folder away");
    assertEquals(List.of(9L, 8L), checkpoints.updates());
  }

  @Test
  void oneOfANewerVersionIsNotDamagedButRefused() {
    run(9, 2);
    Safetensors.Contents contents = Safetensors.read(checkpoints.file(9));
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put("carousel.checkpoint.format", "7");
    Safetensors.write(checkpoints.file(9), contents.tensors(), metadata);
    Refusal.of(checkpoints::newest, "newer version", "format 7");
    assertEquals(List.of(9L, 8L), checkpoints.updates());
  }

  @Test
  void otherFilesAreNoCheckpoints() throws IOException {
    for (String name :
        List.of("update-x.safetensors", "update-5.safetensors.damaged", "update--1.safetensors")) {
      Files.writeString(folder.resolve("checkpoints").resolve(name), "x");
    }
    Files.writeString(folder.resolve("checkpoints/update-" + "9".repeat(40) + ".safetensors"), "x");
    assertEquals(Collections.emptyList(), checkpoints.updates());
    assertTrue(checkpoints.newest().isEmpty());
    assertTrue(new Checkpoints(folder.resolve("none")).newest().isEmpty());
  }
}
