package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Refusal.of(() -> RunFolder.open(file), "no run folder", "a file", file.toString());
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
    Refusal.of(() -> RunFolder.open(path), "no run folder", "nothing", path.toString());
    Refusal.of(() -> RunFolder.resume(path), "no run folder", path.toString());
  }

  @Test
  void aFolderInWhichNoRunWasBegunCannotBeResumed() throws IOException {
    Refusal.of(() -> RunFolder.resume(folder), "no checkpoint", folder.toString());
    Files.writeString(folder.resolve("thesis.txt"), "x");
    Refusal.of(
        () -> RunFolder.resume(folder),
        "no checkpoint",
        "checkpoints/update-N.safetensors",
        folder.toString(),
        "without --resume");
  }

  @Test
  void aRunThatWasKilledBeforeItBeganIsNew() throws IOException {
    RunFolder.create(folder).hold().close();
    Files.writeString(folder.resolve(".train.json.x.tmp"), "{");
    Files.writeString(folder.resolve("checkpoints/.update-0.safetensors.x.tmp"), "x");
    assertEquals(folder, RunFolder.resume(folder).path());
    RunFolder again = RunFolder.create(folder);
    try (RunLock held = again.hold()) {
      assertFalse(Files.exists(folder.resolve(".train.json.x.tmp")));
      assertFalse(Files.exists(folder.resolve("checkpoints/.update-0.safetensors.x.tmp")));
    }
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
