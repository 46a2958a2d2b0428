package dev.carousel.experiments.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.experiments.TrialResult;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a child says on standard output, a line each. Other lines are those of Java itself.
 *
 * @param text of the line
 */
record ChildLine(String text) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String PROGRESS = "carousel-progress ";
  private static final String RESULT = "carousel-result ";

  static ChildLine progress(double share) {
    return new ChildLine(PROGRESS + share);
  }

  static ChildLine result(TrialResult result) {
    try {
      return new ChildLine(RESULT + JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it is for the parent. */
  boolean isAnswer() {
    return text.startsWith(PROGRESS) || text.startsWith(RESULT);
  }

  /** How far the trial is, if the line says so. */
  OptionalDouble progress() {
    return text.startsWith(PROGRESS)
        ? OptionalDouble.of(Double.parseDouble(text.substring(PROGRESS.length())))
        : OptionalDouble.empty();
  }

  /** How the trial ended, if the line says so. */
  Optional<TrialResult> result() {
    if (!text.startsWith(RESULT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text.substring(RESULT.length()), TrialResult.class));
    } catch (JsonProcessingException cut) {
      return Optional.empty(); // it was killed while it wrote
    }
  }
}
