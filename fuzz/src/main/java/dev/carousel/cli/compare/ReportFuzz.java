package dev.carousel.cli.compare;

import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.text.Look;
import dev.carousel.fuzz.Hostile;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes as a report for {@code carousel compare}, held against itself. */
public final class ReportFuzz {
  private ReportFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(ReportFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("report.json", input, ReportFuzz::check);
  }

  private static void check(Path file) {
    Comparison.Side side = new Comparison.Side(file, ReportFile.read(file));
    if (!Hostile.isThorough()) {
      return;
    }
    Comparison comparison = Comparison.of(side, side);
    Hostile.requirePrintable(String.join("\n", CompareText.of(comparison, Look.plain())));
    JsonText.toJson(CompareJson.of(comparison));
  }
}
