package dev.carousel.fuzz;

import dev.carousel.io.SafetensorsBytes;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.CheckpointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A checkpoint, of which everything but the outermost layer may be wrong. */
public final class CheckpointFuzz {
  private CheckpointFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(CheckpointFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file(
        "checkpoint.safetensors", SafetensorsBytes.of(input), CheckpointFuzz::check);
  }

  private static void check(Path file) throws IOException {
    CheckpointFile read = CheckpointFile.read(file);
    Checkpoint checkpoint = read.checkpoint();
    Checkpoint.Counters counters = checkpoint.counters();
    Hostile.require(counters.updates() >= 0 && counters.chunk() >= 0, counters);
    Hostile.require(counters.clippedShare() >= 0 && counters.clippedShare() <= 1, counters);
    checkpoint.carry().enter(new boolean[] {true, false});
    if (Hostile.isThorough()) {
      requireSame(read, file);
    }
    ResumedRun.resume(checkpoint, file);
  }

  private static void requireSame(CheckpointFile read, Path file) throws IOException {
    Path copy = file.resolveSibling("copy.safetensors");
    read.write(copy);
    byte[] first = Files.readAllBytes(copy);
    CheckpointFile again = CheckpointFile.read(copy);
    Hostile.require(again.settings().equals(read.settings()), again.settings());
    Hostile.require(
        again.checkpoint().counters().equals(read.checkpoint().counters()), again.checkpoint());
    again.write(copy);
    Hostile.require(Arrays.equals(first, Files.readAllBytes(copy)), "other bytes");
  }
}
