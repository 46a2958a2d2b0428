package dev.carousel.cli.pictures;

import dev.carousel.cli.scores.ScoreLines;
import dev.carousel.metrics.Baseline;
import org.jspecify.annotations.Nullable;

/**
 * What baselines are called: as on the terminal. Immutable and thread-safe.
 *
 * @param season the rows of a season; null for none
 */
public record BaselineNames(@Nullable Integer season) {
  /** Of predicted numbers. */
  public String ofValue(Baseline baseline) {
    return new ScoreLines(season).name(baseline, "value");
  }

  /** Of predicted classes. */
  public String ofClass(Baseline baseline) {
    return new ScoreLines(season).name(baseline, "class");
  }

  /** Of the symbols of a text. */
  public String ofSymbol(Baseline baseline) {
    return new ScoreLines(season).name(baseline, "symbol");
  }
}
