package dev.carousel.fuzz;

import dev.carousel.data.source.ts.TsSource;
import java.util.Optional;

/** Any bytes as series of the UEA and UCR archives. */
public final class TsFuzz {
  private TsFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(TsFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return FrameChecks.load("series.ts", input, TsSource.create());
  }
}
