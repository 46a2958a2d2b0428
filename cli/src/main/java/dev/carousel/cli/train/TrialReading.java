package dev.carousel.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.CurvePoint;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.interop.FileSha256;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a trial gave from its run folder. */
final class TrialReading {
  private static final ObjectReader JSON = new ObjectMapper().reader();

  private TrialReading() {}

  /** The result of a training that reached an end. */
  static TrialResult of(Trial trial, Outcome outcome, RunFolder folder) {
    try {
      JsonNode summary = JSON.readTree(Files.readString(folder.summary()));
      return new TrialResult(
          trial,
          outcome,
          number(summary.path("validLoss")),
          metrics(summary),
          curve(summary.path("history")),
          summary.path("updates").asLong(),
          number(summary.path("secondsTraining")),
          0,
          FileSha256.of(folder.model()),
          "");
    } catch (IOException e) {
      throw CarouselException.failure("The summary of a trial cannot be read.")
          .found(e)
          .where(folder.summary())
          .cause(e)
          .build();
    }
  }

  /**
   * The result of a training that failed, if its loss or gradient was not finite.
   *
   * @param update of its last part that was the first such; empty if none was
   */
  static Optional<TrialResult> notFinite(Trial trial, RunFolder folder, OptionalLong update) {
    OptionalLong known =
        update.isPresent()
            ? update
            : folder.failedUpdate().stream().mapToLong(TrialReading::update).findFirst();
    return known.isPresent() ? Optional.of(notFinite(trial, known.getAsLong())) : Optional.empty();
  }

  private static TrialResult notFinite(Trial trial, long update) {
    return new TrialResult(
        trial, Outcome.NOT_FINITE, Double.NaN, Map.of(), List.of(), update, 0, 0, "", "");
  }

  private static long update(Path failed) {
    return Long.parseLong(failed.getFileName().toString().replaceAll("\\D", ""));
  }

  /** What is not finite was written as null. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  /** Every figure of the summary that says how good the model is. */
  private static Map<String, Double> metrics(JsonNode summary) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonNode bits = summary.path("bitsPerSymbol");
    if (bits.isNumber()) {
      metrics.put("bitsPerSymbol", bits.asDouble());
    }
    summary
        .path("metrics")
        .fields()
        .forEachRemaining(
            metric -> {
              if (metric.getValue().isNumber()) {
                metrics.put(metric.getKey(), metric.getValue().asDouble());
              }
            });
    return metrics;
  }

  private static List<CurvePoint> curve(JsonNode history) {
    List<CurvePoint> curve = new ArrayList<>();
    for (JsonNode point : history) {
      curve.add(new CurvePoint(point.path("update").asLong(), number(point.path("validLoss"))));
    }
    return curve;
  }
}
