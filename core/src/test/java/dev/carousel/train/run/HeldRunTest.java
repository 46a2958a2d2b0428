package dev.carousel.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.fixture.FaultyDisk;
import dev.carousel.fixture.FaultyDisk.Fault;
import dev.carousel.fixture.FaultyDisk.Killed;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is begun, and one that is killed while it is. */
class HeldRunTest {
  private static final RunFile FILE = RunFiles.of("abcabc", "7");
  private static final RunFile EARLIER = RunFiles.of("xyzxyz", "1");

  @TempDir Path folder;

  @Test
  void aRunThatWasBegunCanBeResumedWithItsOptions() {
    Path run = folder.resolve("a/run");
    HeldRun.begin(run, FILE).close();
    try (HeldRun held = HeldRun.resume(run)) {
      assertEquals(FILE, held.file().orElseThrow());
      Refusal.of(() -> HeldRun.begin(run, EARLIER), "Another run");
      assertEquals(FILE, held.file().orElseThrow());
    }
  }

  @Test
  void aRunThatMadeNoUpdateMayBeBegunWithOtherOptions() throws IOException {
    HeldRun.begin(folder, EARLIER).close();
    Path checkpoint = Files.writeString(folder.resolve("checkpoints/update-0.safetensors"), "x");
    HeldRun.begin(folder, FILE).close();
    assertFalse(Files.exists(checkpoint), "a checkpoint of other options");
    assertEquals(FILE, RunFile.read(new RunFolder(folder)).orElseThrow());
  }

  @Test
  void aRunThatMadeUpdatesMayNotBeBegunAnew() throws IOException {
    HeldRun.begin(folder, EARLIER).close();
    Files.writeString(folder.resolve("checkpoints/update-3.safetensors"), "x");
    Refusal.of(() -> HeldRun.begin(folder, FILE), "not empty", "--resume");
    assertEquals(EARLIER, RunFile.read(new RunFolder(folder)).orElseThrow());
    HeldRun.resume(folder).close();
  }

  @ParameterizedTest
  @EnumSource
  void afterAnyFaultTheSameCommandBeginsAnew(Fault fault) throws IOException {
    int at = 1;
    for (boolean isStruck = true; isStruck; at++) {
      Path run = folder.resolve("at-" + at);
      isStruck = begin(fault, at, run);
      resume(run, List.of(FILE), fault + " at " + at);
      HeldRun.begin(run, FILE).close();
      resume(run, List.of(FILE), fault + " at " + at);
      assertOnlyItsOwn(run);
    }
    assertTrue(at > 12, "only " + at + " operations");
  }

  @ParameterizedTest
  @EnumSource
  void afterAnyFaultNoCheckpointStandsBesideTheFileOfAnotherRun(Fault fault) throws IOException {
    int at = 1;
    for (boolean isStruck = true; isStruck; at++) {
      Path run = folder.resolve("at-" + at);
      HeldRun.begin(run, EARLIER).close();
      Path checkpoint = run.resolve("checkpoints/update-0.safetensors");
      Files.writeString(checkpoint, "x");
      isStruck = begin(fault, at, run);
      RunFile found = resume(run, List.of(FILE, EARLIER), fault + " at " + at);
      assertFalse(FILE.equals(found) && Files.exists(checkpoint), fault + " at " + at);
      HeldRun.begin(run, FILE).close();
      assertOnlyItsOwn(run);
    }
    assertTrue(at > 12, "only " + at + " operations");
  }

  /** Begins a run on a disk with a fault; whether the fault has come. */
  private static boolean begin(Fault fault, int at, Path run) throws IOException {
    FaultyDisk disk = new FaultyDisk(fault, at, run);
    try {
      HeldRun.begin(disk.wrapPath(run), FILE).close();
    } catch (Killed dead) {
      // its lock is gone with it
    } catch (CarouselException told) {
      assertTrue(String.valueOf(told.getMessage()).contains("where:"), told.getMessage());
    }
    Files.deleteIfExists(run.resolve(".run.owner")); // who is dead is not this process
    return disk.isStruck();
  }

  /** The file of a run, which is one of these or not there; null for the latter. */
  private static @Nullable RunFile resume(Path run, List<RunFile> possible, String fault) {
    try (HeldRun held = HeldRun.resume(run)) {
      RunFile found = held.file().orElse(null);
      assertTrue(possible.contains(found), fault);
      return found;
    } catch (CarouselException told) {
      String message = String.valueOf(told.getMessage());
      boolean isNothing =
          message.contains("run folder does not exist") || message.contains("no run was started");
      assertTrue(isNothing, fault + ": " + message);
      return null;
    }
  }

  private static void assertOnlyItsOwn(Path run) throws IOException {
    try (var files = Files.walk(run)) {
      assertEquals(
          List.of("", ".run.lock", "checkpoints", "run.json"),
          files.map(file -> run.relativize(file).toString()).sorted().toList());
    }
  }
}
