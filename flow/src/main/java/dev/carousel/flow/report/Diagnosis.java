package dev.carousel.flow.report;

import dev.carousel.data.Dataset;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.model.HeadLoss;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis: networks measured on the same data with the same seed.
 *
 * @param data in one line
 * @param seed of all random numbers
 * @param lossUnit the unit of the losses: {@code nats per symbol}
 * @param lag the longest lag measured
 * @param runs in the requested order
 * @param cures that were tried; empty if not requested
 * @param clippers comparisons of clipping methods, for each network; empty if not requested
 * @param forecasts the forecasts made before training; null if there are none
 * @param notes notes for the reader, a sentence each
 * @param provenance the origin of the report
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

  /** The same diagnosis with one more note. */
  public Diagnosis noting(String note) {
    List<String> all = Stream.concat(notes.stream(), Stream.of(note)).toList();
    return new Diagnosis(
        data, seed, lossUnit, lag, runs, cures, clippers, forecasts, all, provenance);
  }

  /** A diagnosis of networks measured on a part of the data, at the lags that it allows. */
  public static Diagnosis of(
      Dataset data,
      HeadLoss loss,
      long seed,
      LagChoice choice,
      List<Run> runs,
      List<Cure> cures,
      List<ClipComparison> clippers,
      @Nullable Forecasts forecasts,
      Provenance provenance) {
    int lag = choice.settings().lag();
    return new Diagnosis(
        data.description(),
        seed,
        loss.unit(),
        lag,
        runs,
        cures,
        clippers,
        forecasts,
        choice.notes(),
        provenance);
  }
}
