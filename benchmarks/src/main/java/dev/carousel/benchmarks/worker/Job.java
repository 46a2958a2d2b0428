package dev.carousel.benchmarks.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a contender's process is told, as JSON, in its one argument.
 *
 * @param contender who is to run
 * @param problem the file of the problem
 * @param threads how many threads to use
 * @param warmUp seconds to repeat for without counting
 * @param seconds to repeat for then
 * @param tolerance the largest difference from the truth, relative to its largest element
 * @param plugins folders of plugin jars
 */
public record Job(
    String contender,
    String problem,
    int threads,
    double warmUp,
    double seconds,
    double tolerance,
    List<String> plugins) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads what {@link #toJson} wrote. */
  public static Job parse(String json) {
    try {
      return JSON.readValue(json, Job.class);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("not a job: " + json, wrong);
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
