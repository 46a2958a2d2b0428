package dev.carousel.cli.pictures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.carousel.Version;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.CommandWords;
import dev.carousel.data.score.PredictionSamples;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of the page of {@code evaluate --html} and {@code predict --html}. A number that is
 * not finite is null in it. Immutable and thread-safe.
 *
 * @param carousel the version that wrote it
 * @param command that wrote it
 * @param commandLine that wrote it
 * @param date when it was written
 * @param data in one line
 * @param note what else is worth saying of the data, such as the part; empty for nothing
 * @param scores null if nothing was measured
 * @param baselines the names of the baselines of the samples
 * @param samples null if there are none
 */
@JsonInclude(Include.NON_NULL)
public record PredictionPage(
    String carousel,
    String command,
    String commandLine,
    String date,
    String data,
    String note,
    @Nullable ScoreFigures scores,
    List<String> baselines,
    @Nullable PredictionSamples samples) {
  /** Copies the list. */
  public PredictionPage {
    baselines = List.copyOf(baselines);
  }

  /**
   * The page of a command that runs now.
   *
   * @param names of baselines
   */
  public static PredictionPage of(
      Session session,
      String command,
      String data,
      String note,
      @Nullable ScoreFigures scores,
      BaselineNames names,
      @Nullable PredictionSamples samples) {
    return new PredictionPage(
        Version.current(),
        command,
        CommandWords.carousel(session.commandLine()),
        session.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        data,
        note,
        scores,
        samples == null ? List.of() : samples.baselines().stream().map(names::ofValue).toList(),
        samples);
  }
}
