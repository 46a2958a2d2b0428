package dev.carousel.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import java.util.stream.Collectors;

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

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonProcessingException if it is anything else, {@code null} too
   */
  static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    T read = MAPPER.readValue(json, type);
    if (read == null) {
      throw MismatchedInputException.from(null, type, "null");
    }
    return read;
  }

  /** What is wrong with a file that could not be read, without the names of classes. */
  static String fault(JsonProcessingException e) {
    if (e.getCause() instanceof CarouselException refused) {
      return String.valueOf(refused.getMessage()).lines().collect(Collectors.joining("; "));
    }
    return e instanceof JsonMappingException
        ? "JSON with other fields or values"
        : e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
