package dev.carousel.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The files that a sweep keeps for itself, as JSON. What is not finite is written as a word, such
 * as {@code "NaN"}, and read as it was.
 */
final class ExperimentJson {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private ExperimentJson() {}

  static String write(Object value) {
    ObjectWriter writer = MAPPER.writerWithDefaultPrettyPrinter();
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(json, type);
  }
}
