package dev.carousel.flow.report;

import dev.carousel.data.Dataset;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import java.util.List;
import java.util.stream.Stream;
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
 * @param provenance what it was made by and of
 */
public record Diagnosis(
    String data,
    long seed,
    String lossUnit,
    int lag,
    List<Run> runs,
    List<Cure> cures,
    List<ClipComparison> clippers,
    @Nullable Forecasts forecasts,
    List<String> notes,
    Provenance provenance) {
  public Diagnosis {
    runs = List.copyOf(runs);
    cures = List.copyOf(cures);
    clippers = List.copyOf(clippers);
    notes = List.copyOf(notes);
  }

  /** The same with one more note. */
  public Diagnosis noting(String note) {
    List<String> all = Stream.concat(notes.stream(), Stream.of(note)).toList();
    return new Diagnosis(
        data, seed, lossUnit, lag, runs, cures, clippers, forecasts, all, provenance);
  }

  /** Of networks that were measured on a part of the data, at the lags that it allows. */
  public static Diagnosis of(
      Dataset data,
      long seed,
      LagChoice choice,
      List<Run> runs,
      List<Cure> cures,
      List<ClipComparison> clippers,
      @Nullable Forecasts forecasts,
      Provenance provenance) {
    String unit = data.shape().symbolsOut() ? "nats per symbol" : "(mean squared error)";
    int lag = choice.settings().lag();
    return new Diagnosis(
        data.description(),
        seed,
        unit,
        lag,
        runs,
        cures,
        clippers,
        forecasts,
        choice.notes(),
        provenance);
  }
}
