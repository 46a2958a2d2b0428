package dev.carousel.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  private static List<Executable> reading(Path path) {
    return List.of(() -> Safetensors.read(path), () -> InputFiles.requireNoDevice(path));
  }

  @Test
  @Timeout(60)
  void aDeviceIsRefused() {
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(endless));
    reading(endless)
        .forEach(
            read ->
                Refusal.of(read, "a device or a pipe", "a file, whose size", "/dev/zero", "try:"));
  }

  /** Opening a pipe waits for somebody to write into it. */
  @Test
  @Timeout(60)
  void aPipeIsRefused() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
    reading(pipe).forEach(read -> Refusal.of(read, "a device or a pipe", pipe.toString()));
  }

  @Test
  void whyAFileCannotBeReadIsSaid() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Path within = file.resolve("below/model");
    Refusal.of(
        "a safetensors file below a file",
        () -> Safetensors.read(within),
        "There is no such file.",
        "found:    " + file + " is a file, not a folder",
        "where:    " + within,
        "name that file");
    Refusal.of(
        "a safetensors file that is missing",
        () -> Safetensors.read(folder.resolve("none")),
        "There is no such file.",
        "where:    " + folder.resolve("none"));
    refused(new AccessDeniedException("file"), "no permission", "give yourself permission");
    refused(new IOException("the disk is gone"), "the disk is gone");
  }

  private void refused(IOException cause, String... parts) {
    Path file = folder.resolve("file");
    Refusal.of(
            () -> {
              throw InputFiles.unreadable(file, cause);
            },
            parts)
        .says("The file cannot be read.", "where:    " + file);
  }

  @Test
  void noMoreIsReadThanAskedFor() throws IOException {
    Path file = Files.write(folder.resolve("x"), new byte[100]);
    assertEquals(100, InputFiles.readAtMost(file, 100).length);
    assertEquals(51, InputFiles.readAtMost(file, 50).length);
    InputFiles.requireNoDevice(file);
    InputFiles.requireNoDevice(folder);
    InputFiles.requireNoDevice(folder.resolve("none"));
  }
}
