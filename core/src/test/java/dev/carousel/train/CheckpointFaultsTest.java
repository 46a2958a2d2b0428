package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.fixture.FaultyDisk;
import dev.carousel.fixture.FaultyDisk.Fault;
import dev.carousel.fixture.FaultyDisk.Killed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fault at every operation on files while checkpoints are written, one after the other: there is
 * always one to go on from, and it is the last one that was written or the one that was being
 * written. Only a folder that vanishes takes them with it, as it must.
 */
class CheckpointFaultsTest {
  private static final int KEPT = 2;
  private static final List<Checkpoint> CHECKPOINTS = new ArrayList<>();

  @BeforeAll
  static void train() {
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void checkpoint(Checkpoint checkpoint) {
            CHECKPOINTS.add(checkpoint.copy());
          }
        };
    Setup.ofUpdates(12).with(keeper).run();
  }

  @ParameterizedTest
  @EnumSource
  void thereIsAlwaysOneToGoOnFrom(Fault fault, @TempDir Path folder) throws Exception {
    int at = 1;
    for (boolean isStruck = true; isStruck; at++) {
      Path run = Files.createDirectory(folder.resolve("at-" + at));
      FaultyDisk disk = new FaultyDisk(fault, at, run);
      long written = write(new Checkpoints(disk.wrapPath(run.resolve("checkpoints"))));
      isStruck = disk.isStruck();
      if (fault == Fault.VANISHED && !Files.exists(run)) {
        continue;
      }
      goesOn(new Checkpoints(run.resolve("checkpoints")), written, fault + " at " + at);
    }
    assertTrue(at > 60, "only " + at + " operations");
  }

  /** After how many updates the last one was written that was reported as written; -1 for none. */
  private static long write(Checkpoints checkpoints) {
    long written = -1;
    try {
      checkpoints.prepare();
      for (Checkpoint checkpoint : CHECKPOINTS) {
        checkpoints.write(checkpoint, Map.of(), KEPT);
        written = checkpoint.counters().updates();
      }
    } catch (Killed dead) {
      return written;
    } catch (CarouselException told) {
      String message = String.valueOf(told.getMessage());
      assertTrue(message.contains("where:") && message.contains("found:"), message);
    }
    return written;
  }

  private static void goesOn(Checkpoints checkpoints, long written, String fault) {
    checkpoints.prepare();
    long newest =
        checkpoints.newest().map(file -> file.checkpoint().counters().updates()).orElse(-1L);
    long next = next(written);
    assertTrue(newest == written || newest == next, fault + ": " + newest + ", written " + written);
    if (newest >= 0) {
      Checkpoint found = checkpoints.newest().orElseThrow().checkpoint();
      Checkpoint expected = of(newest);
      assertSameBits(expected.parameters(), found.parameters());
      assertEquals(expected.counters(), found.counters());
    }
    for (Checkpoint checkpoint : CHECKPOINTS) {
      if (checkpoint.counters().updates() > newest) {
        checkpoints.write(checkpoint, Map.of(), KEPT);
      }
    }
    long last = CHECKPOINTS.get(CHECKPOINTS.size() - 1).counters().updates();
    assertEquals(last, checkpoints.updates().get(0), fault);
    assertTrue(checkpoints.updates().size() <= KEPT + 1, fault + ": " + checkpoints.updates());
  }

  private static long next(long written) {
    return CHECKPOINTS.stream()
        .mapToLong(checkpoint -> checkpoint.counters().updates())
        .filter(updates -> updates > written)
        .findFirst()
        .orElse(written);
  }

  private static Checkpoint of(long updates) {
    return CHECKPOINTS.stream()
        .filter(checkpoint -> checkpoint.counters().updates() == updates)
        .findFirst()
        .orElseThrow();
  }
}
