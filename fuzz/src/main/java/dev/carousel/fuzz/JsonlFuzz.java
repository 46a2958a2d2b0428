package dev.carousel.fuzz;

import dev.carousel.data.source.jsonl.JsonLinesSource;
import java.util.Optional;

/** Any bytes as lines of JSON. */
public final class JsonlFuzz {
  private JsonlFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(JsonlFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return FrameChecks.load("rows.jsonl", input, JsonLinesSource.create());
  }
}
