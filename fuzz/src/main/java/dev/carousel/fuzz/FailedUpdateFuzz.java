package dev.carousel.fuzz;

import dev.carousel.io.SafetensorsBytes;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FailedUpdateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The file of a failed update, of which everything but the outermost layer may be wrong. */
public final class FailedUpdateFuzz {
  /** A search takes as long as its update: no finding, but no use here. */
  private static final int MOST_STEPS = 64;

  private FailedUpdateFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(FailedUpdateFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file(
        "nonfinite-1.safetensors", SafetensorsBytes.of(input), FailedUpdateFuzz::check);
  }

  private static void check(Path file) throws IOException {
    FailedUpdateFile read = FailedUpdateFile.read(file);
    if (Hostile.isThorough()) {
      requireSame(read, file);
      replay(read.failed());
    }
  }

  private static void requireSame(FailedUpdateFile read, Path file) throws IOException {
    Path copy = file.resolveSibling("copy.safetensors");
    read.write(copy);
    byte[] first = Files.readAllBytes(copy);
    FailedUpdateFile again = FailedUpdateFile.read(copy);
    Hostile.require(again.cause().equals(read.cause()), again.cause());
    again.write(copy);
    Hostile.require(Arrays.equals(first, Files.readAllBytes(copy)), "other bytes");
  }

  private static void replay(FailedUpdate failed) {
    if (failed.chunk().steps() * failed.chunk().rows() <= MOST_STEPS) {
      failed
          .firstCause(Networks.compile(failed.network()))
          .ifPresent(cause -> Hostile.requirePrintable(cause.toString()));
    }
  }
}
