package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void aNewFolderIsMadeWithItsParentsAndIsEmpty() throws IOException {
    Path path = folder.resolve("a/b");
    assertEquals(path, RunFolder.create(path).path());
    try (var entries = Files.list(path)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  void anEmptyFolderIsTaken() {
    assertEquals(folder, RunFolder.create(folder).path());
  }

  @Test
  void aFolderWithSomethingInItIsRefused() throws IOException {
    Path kept = Files.writeString(folder.resolve("thesis.txt"), "x");
    Refusal.of(() -> RunFolder.create(folder), "not empty", folder.toString(), "--resume");
    assertEquals("x", Files.readString(kept));
  }

  @Test
  void aFileInTheWayIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("run"), "x");
    Refusal.of(() -> RunFolder.create(file), "a file has its name", file.toString(), "--out");
    Refusal.of(() -> RunFolder.create(file.resolve("below")), file.toString(), "--out");
    Refusal.of(() -> RunFolder.open(file), "run folder does not exist", "a file", file.toString());
  }

  @Test
  @OnSomeMachines
  void aFolderThatMayNotBeWrittenToIsRefused() {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write anywhere");
    assertTrue(folder.toFile().setWritable(false));
    try {
      Refusal.of(() -> RunFolder.create(folder), folder.toString());
    } finally {
      assertTrue(folder.toFile().setWritable(true));
    }
  }

  @Test
  void aMissingFolderIsRefused() {
    Path path = folder.resolve("nowhere");
    Refusal.of(() -> RunFolder.open(path), "run folder does not exist", "nothing", path.toString());
    Refusal.of(() -> RunFolder.resume(path), "run folder does not exist", path.toString());
  }

  @Test
  void aFolderInWhichNoRunWasBegunCannotBeResumed() throws IOException {
    Refusal.of(
        () -> RunFolder.resume(folder),
        "no checkpoint to resume from: no run was started",
        "run.json",
        folder.toString(),
        "all options of the run");
    Files.writeString(folder.resolve("thesis.txt"), "x");
    Refusal.of(
        () -> RunFolder.resume(folder),
        "no checkpoint",
        "checkpoints/update-N.safetensors",
        folder.toString(),
        "without --resume");
  }

  /** Whatever a run leaves that was killed in its first moments, 0.1.0's probe among it. */
  @Test
  void aFolderInWhichARunWasKilledBeforeItsFirstUpdateIsNew() throws IOException {
    String[] left = {
      ".writable",
      ".run.lock",
      ".run.owner",
      "run.json",
      ".carousel-" + UUID.randomUUID() + ".tmp",
      "checkpoints/.carousel-" + UUID.randomUUID() + ".tmp",
      "checkpoints/update-0.safetensors"
    };
    Files.createDirectory(folder.resolve("checkpoints"));
    for (String name : left) {
      Files.writeString(folder.resolve(name), "x");
      RunFolder again = RunFolder.create(folder);
      try (RunLock held = again.hold()) {
        again.clear();
      }
    }
    try (var files = Files.walk(folder)) {
      assertEquals(
          List.of(".run.lock", "checkpoints", "run.json"),
          files
              .filter(file -> !file.equals(folder))
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void whatIsNoRunsOwnIsNotClearedAway() throws IOException {
    for (String name : List.of("run.json.bak", ".hidden.tmp", "model.safetensors", "train.json")) {
      Path kept = Files.writeString(folder.resolve(name), "x");
      Refusal.of(() -> RunFolder.create(folder), "not empty");
      Refusal.of(() -> new RunFolder(folder).clear(), "not empty");
      Files.delete(kept);
    }
  }

  /** Another run's folder is its own business: a refused start leaves it as it is. */
  @Test
  void aRefusedStartTouchesNothing() throws IOException {
    Files.writeString(folder.resolve(".writable"), "another's");
    Path model = Files.writeString(folder.resolve("model.safetensors"), "x");
    Refusal.of(() -> RunFolder.create(folder), "not empty");
    assertEquals("another's", Files.readString(folder.resolve(".writable")));
    assertEquals("x", Files.readString(model));
  }

  @Test
  void aNameThatNoFolderCanHaveIsRefusedBeforeAnythingIsDone() {
    Path path = folder.resolve("n".repeat(300));
    Refusal.of(new RunFolder(path)::requireNew, "has an invalid name", "too long", "--out");
  }

  @Test
  void aFolderWithoutModelCannotBeRead() {
    Refusal.of(
        () -> RunFolder.open(folder).readModel(), "no model", "model.safetensors", "train again");
  }

  @Test
  void aFolderWithCheckpointIsResumedAndIsNotNew() {
    new RunFolder(folder).checkpoints().prepare();
    Keeper keeper = new Keeper(new RunFolder(folder).checkpoints().file(1), 0);
    keeper.run(Setup.ofUpdates(1));
    assertEquals(folder, RunFolder.resume(folder).path());
    Refusal.of(() -> RunFolder.create(folder), "not empty", "--resume");
  }

  @Test
  void aFileInPlaceOfTheCheckpointsIsRefused() throws IOException {
    Files.writeString(folder.resolve("checkpoints"), "x");
    Refusal.of(() -> new RunFolder(folder).hold(), "A file has the name", "checkpoints");
  }
}
