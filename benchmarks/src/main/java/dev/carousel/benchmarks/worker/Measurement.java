package dev.carousel.benchmarks.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a contender's process says, as JSON on the last line of its output that begins with a brace.
 *
 * @param failed why there is nothing else; null if there is
 * @param version the framework's name and version
 * @param medianMillis the median of all runs; of a training run, the mean time of an update, since
 *     what happens seldom is a part of it
 * @param leastMillis the shortest run
 * @param runs how many were counted; of a training run, its updates
 * @param outputError the largest difference from the truth, relative to its largest element; of a
 *     training run, that of a loss, relative to it
 * @param gradientError the same of the input's gradient
 * @param compileSeconds what the first run took longer, where a compiler is at work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
    @Nullable String failed,
    @Nullable String version,
    double medianMillis,
    double leastMillis,
    int runs,
    double outputError,
    double gradientError,
    @Nullable Double compileSeconds) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** One that says why there is none. */
  public static Measurement failure(String reason) {
    return new Measurement(reason, null, 0, 0, 0, 0, 0, null);
  }

  /** The last of these lines that can be read as one; empty if there is none. */
  public static Optional<Measurement> find(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("{"))
        .flatMap(line -> parse(line).stream())
        .reduce((first, second) -> second);
  }

  private static Optional<Measurement> parse(String line) {
    try {
      Measurement read = JSON.readValue(line, Measurement.class);
      boolean isWhole = read.failed() != null || (read.medianMillis() > 0 && read.runs() > 0);
      return isWhole ? Optional.of(read) : Optional.empty();
    } catch (JsonProcessingException somethingElse) {
      return Optional.empty();
    }
  }

  /** One line. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
