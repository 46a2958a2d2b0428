package dev.carousel.fuzz;

import dev.carousel.data.source.csv.CsvSource;
import java.util.Optional;

/** Any bytes as a table of cells of any type. */
public final class FrameFuzz {
  private FrameFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(FrameFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return FrameChecks.load("frame.csv", input, CsvSource.sniffing());
  }
}
