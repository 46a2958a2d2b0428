package dev.carousel.fuzz;

import dev.carousel.data.source.npy.NpzSource;
import java.util.Optional;

/** Any bytes as an archive of arrays of NumPy. */
public final class NpzFuzz {
  private NpzFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(NpzFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return FrameChecks.load("arrays.npz", input, NpzSource.create());
  }
}
