package dev.carousel.fuzz;

import dev.carousel.data.source.npy.NpySource;
import java.util.Optional;

/** Any bytes as an array of NumPy. */
public final class NpyFuzz {
  private NpyFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(NpyFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return FrameChecks.load("array.npy", input, NpySource.create());
  }
}
