package dev.carousel.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void fileIsCreatedAndReplaced() throws IOException {
    Path file = folder.resolve("run.json");
    AtomicFiles.writeString(file, "old \u20AC");
    assertEquals("old \u20AC", Files.readString(file));
    AtomicFiles.writeString(file, "new");
    assertEquals("new", Files.readString(file));
    assertOnlyFile("run.json");
  }

  @Test
  void oldFileIsThereWhileTheNewOneIsWritten() throws IOException {
    Path file = folder.resolve("run.json");
    AtomicFiles.writeString(file, "old");
    AtomicFiles.write(
        file,
        out -> {
          out.write("new".getBytes(UTF_8));
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("new", Files.readString(file));
  }

  @Test
  void fullDiskLeavesTheOldFileAndNoOther() throws IOException {
    Path file = folder.resolve("run.json");
    AtomicFiles.writeString(file, "old");
    Refusal.of(
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("No space left on device");
                }),
        "could not be written",
        "an existing file is unchanged",
        "disk is full",
        "free some space",
        file.toString());
    assertEquals("old", Files.readString(file));
    assertOnlyFile("run.json");
  }

  @Test
  void otherFailureIsPassedOnAndLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("run.json");
    AtomicFiles.writeString(file, "old");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    Refusal.of(
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  throw new IOException("cable cut");
                }),
        "cable cut");
    assertEquals("old", Files.readString(file));
    assertOnlyFile("run.json");
  }

  @Test
  void missingFolderIsRefused() {
    Path file = folder.resolve("none/run.json");
    Refusal.of(
        () -> AtomicFiles.writeString(file, "x"),
        "no folder",
        file.toString(),
        "create the folder");
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Refusal.of(() -> AtomicFiles.writeString(file.resolve("run.json"), "x"), file + " is a file");
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("run.json"));
    Refusal.of(() -> AtomicFiles.writeString(folder.resolve("run.json"), "x"), "is a folder");
    assertOnlyFile("run.json");
  }

  @Test
  @OnSomeMachines
  void folderWithoutPermissionIsRefused() {
    Assumptions.assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder));
    Refusal.of(
        () -> AtomicFiles.writeString(folder.resolve("x"), "x"), "no permission", "elsewhere");
    assertTrue(folder.toFile().setWritable(true));
  }

  @Test
  void interruptedThreadStillWrites() throws IOException {
    Path file = folder.resolve("run.json");
    Thread.currentThread().interrupt();
    try {
      AtomicFiles.writeString(file, "last words");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("last words", Files.readString(file));
    assertOnlyFile("run.json");
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndNothingElse() throws IOException {
    AtomicFiles.writeString(folder.resolve("run.json"), "kept");
    AtomicFiles.write(
        folder.resolve("killed.json"),
        out -> {
          Path unfinished;
          try (Stream<Path> files = Files.list(folder)) {
            unfinished = files.filter(AtomicFiles::isUnfinished).findAny().orElseThrow();
          }
          Files.copy(unfinished, folder.resolve("." + "killed.json." + UUID.randomUUID() + ".tmp"));
        });
    Files.delete(folder.resolve("killed.json"));
    Path own = Files.writeString(folder.resolve(".notes.tmp"), "a user's own");
    AtomicFiles.removeUnfinished(folder);
    Files.delete(own);
    assertOnlyFile("run.json");
    Path none = folder.resolve("none");
    Refusal.of(() -> AtomicFiles.removeUnfinished(none), "cannot be removed", none.toString());
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
    String longest = "n".repeat(255);
    AtomicFiles.writeString(folder.resolve(longest), "x");
    assertOnlyFile(longest);
    assertEquals(Optional.empty(), AtomicFiles.nameFault(folder.resolve(longest)));
    assertEquals(Optional.empty(), AtomicFiles.nameFault(folder.resolve("none")));
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String below : List.of("below", "below/further")) {
      assertEquals(
          Optional.of(file + " is a file, not a folder"),
          AtomicFiles.nameFault(file.resolve(below)));
    }
    assertEquals(
        Optional.of("file name too long"), AtomicFiles.nameFault(folder.resolve(longest + "n")));
  }

  private void assertOnlyFile(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(name), files.map(path -> path.getFileName().toString()).toList());
    }
  }
}
