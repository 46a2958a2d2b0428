package dev.carousel.cli.diagnose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks measured side by side, on the same data with the same seed.
 *
 * @param data in one line
 * @param seed of everything random
 * @param lossUnit what the losses count: {@code nats per symbol}
 * @param lag the longest lag measured
 * @param runs in the order asked for
 * @param cures that were tried; empty if none was asked for
 * @param clippers ways to clip that were compared, for each network; empty if that was not asked
 *     for
 * @param forecasts what was foretold of the runs before they were trained; null if nothing was
 * @param notes what the reader should know, a sentence each
 */
record Diagnosis(
    String data,
    long seed,
    String lossUnit,
    int lag,
    List<Run> runs,
    List<Cure> cures,
    List<ClipComparison> clippers,
    @Nullable Forecasts forecasts,
    List<String> notes) {
  Diagnosis {
    runs = List.copyOf(runs);
    cures = List.copyOf(cures);
    clippers = List.copyOf(clippers);
    notes = List.copyOf(notes);
  }
}
