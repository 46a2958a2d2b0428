package dev.carousel.fuzz;

import dev.carousel.cli.diagnose.report.WatchFile;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.train.RunFolder;
import java.util.Optional;

/** Any bytes as what was seen while a run trained: the file {@code flow.json} of its folder. */
public final class WatchFileFuzz {
  private static final RunFolder RUN = new RunFolder(Hostile.folder("run"));

  private WatchFileFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(WatchFileFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file(
        "run/" + RUN.flow().getFileName(),
        input,
        file -> WatchFile.read(RUN).ifPresent(WatchFileFuzz::check));
  }

  private static void check(WatchReport report) {
    for (FlowHistory.Point point : report.history()) {
      Hostile.require(point.flow().layers().stream().noneMatch(l -> l.states().isEmpty()), point);
    }
  }
}
