package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.FaultyDisk;
import dev.carousel.fixture.FaultyDisk.Fault;
import dev.carousel.fixture.FaultyDisk.Killed;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.run.RunFile;
import dev.carousel.train.run.RunKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The order in which a run is written: after a fault at any file operation the model is at least as
 * new as the newest checkpoint says, and the run that goes on writes the undisturbed run's bytes.
 */
class RunKeeperTest {
  /** What a trainer told, in order; a checkpoint knows after how many of these it came. */
  private static final List<Consumer<RunKeeper>> EVENTS = new ArrayList<>();

  private static final List<Checkpoint> CHECKPOINTS = new ArrayList<>();
  private static final List<Integer> EVENTS_BEFORE = new ArrayList<>();
  private static final Setup SETUP = Setup.ofUpdates(9).withRate(0.5);
  private static final NetworkSpec SPEC =
      NetworkSpec.of(SETUP.data().shape(), PluginRef.parse("lstm")).units(5).layers(2).dropout(0.3);
  private static RunFile file;
  private static byte[] model;

  @TempDir private Path folder;

  @BeforeAll
  static void train(@TempDir Path undisturbed) throws IOException {
    Dataset data = SETUP.data();
    file = new RunFile(Map.of("units", "5", "seed", "7"), 9, data.identity(), data.codec());
    SETUP.with(recorder()).run();
    RunFolder whole = new RunFolder(undisturbed);
    whole.checkpoints().prepare();
    goOn(keeper(whole, null), 0);
    model = Files.readAllBytes(whole.model());
  }

  private static TrainingListener recorder() {
    return new TrainingListener() {
      @Override
      public void validated(ValidationPoint point, boolean isBest) {
        EVENTS.add(keeper -> keeper.validated(point, isBest));
      }

      @Override
      public void checkpoint(Checkpoint live) {
        Checkpoint checkpoint = live.copy();
        EVENTS.add(keeper -> keeper.checkpoint(checkpoint));
        CHECKPOINTS.add(checkpoint);
        EVENTS_BEFORE.add(EVENTS.size());
      }
    };
  }

  private static RunKeeper keeper(RunFolder where, @Nullable Checkpoint from) {
    return new RunKeeper(where, file, SPEC, Map.of("units", "5"), 2, from);
  }

  private static void goOn(RunKeeper keeper, int from) {
    EVENTS.subList(from, EVENTS.size()).forEach(event -> event.accept(keeper));
    keeper.writeModel(
        Objects.requireNonNull(CHECKPOINTS.get(CHECKPOINTS.size() - 1).best(), "the best model"));
  }

  @ParameterizedTest
  @EnumSource
  void afterAnyFaultTheModelIsAsNewAsTheCheckpointAndTheRunGoesOn(Fault fault) throws IOException {
    int at = 1;
    for (boolean isStruck = true; isStruck; at++) {
      Path run = Files.createDirectory(folder.resolve("at-" + at));
      FaultyDisk disk = new FaultyDisk(fault, at, run);
      write(new RunFolder(disk.wrapPath(run)));
      isStruck = disk.isStruck();
      if (!Files.exists(run)) {
        continue; // the fault was that it vanished
      }
      RunFolder found = new RunFolder(run);
      found.checkpoints().prepare();
      Optional<Checkpoint> newest = found.checkpoints().newest().map(CheckpointFile::checkpoint);
      int next = newest.map(RunKeeperTest::eventsBefore).orElse(0);
      newest.map(Checkpoint::best).ifPresent(best -> assertModelOf(found, best, next));
      goOn(keeper(found, newest.orElse(null)), next);
      assertArrayEquals(model, Files.readAllBytes(found.model()), fault + " at " + at);
    }
    assertTrue(at > 40, "only " + at + " operations");
  }

  private static void write(RunFolder where) {
    try {
      where.checkpoints().prepare();
      goOn(keeper(where, null), 0);
    } catch (Killed dead) {
      // so it ends
    } catch (CarouselException told) {
      assertTrue(String.valueOf(told.getMessage()).contains("where:"), told.getMessage());
    }
  }

  private static int eventsBefore(Checkpoint checkpoint) {
    for (int i = 0; i < CHECKPOINTS.size(); i++) {
      if (CHECKPOINTS.get(i).counters().equals(checkpoint.counters())) {
        return EVENTS_BEFORE.get(i);
      }
    }
    throw new AssertionError("a checkpoint that was never made");
  }

  /** The best of the checkpoint, or of one that came after it. */
  private static void assertModelOf(RunFolder run, NamedTensors best, int next) {
    NamedTensors kept = run.readModel().parameters();
    boolean isLater =
        CHECKPOINTS.stream()
            .filter(later -> eventsBefore(later) > next && later.best() != null)
            .anyMatch(later -> isSame(later.best(), kept));
    if (!isLater) {
      assertSameBits(best, kept);
    }
  }

  private static boolean isSame(@Nullable NamedTensors a, NamedTensors b) {
    return a != null && a.cosine(b) > 1 - 1e-12 && a.norm() == b.norm();
  }

  @Test
  void aNetworkThatCannotBeSavedIsRefusedBeforeItIsTrained() {
    NetworkSpec lambda = NetworkSpec.of(SETUP.data().shape(), Cells.lstm());
    Refusal.of(
        () -> new RunKeeper(new RunFolder(folder), file, lambda, Map.of(), 2, null),
        "cannot be saved",
        "CellProvider");
  }

  @Test
  void sessionsBeforeAreKnown() {
    Checkpoint last = CHECKPOINTS.get(CHECKPOINTS.size() - 1);
    RunKeeper keeper = keeper(new RunFolder(folder), last);
    assertEquals(last.history(), keeper.history());
    assertEquals(Checkpoint.best(last.history()).orElseThrow(), keeper.best());
  }

  @Test
  void checkpointsSayWhatTheRunFileSays() {
    RunFolder run = new RunFolder(folder);
    run.checkpoints().prepare();
    goOn(keeper(run, null), 0);
    Map<String, String> settings = run.checkpoints().newest().orElseThrow().settings();
    assertEquals(file.checkpointSettings(), settings);
    assertEquals("9", settings.get(RunFile.SCHEDULE_UPDATES));
    assertEquals("5", settings.get("units"));
  }
}
