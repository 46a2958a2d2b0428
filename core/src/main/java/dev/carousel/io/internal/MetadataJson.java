package dev.carousel.io.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON in the metadata of a file, to and from records: data, never code. Reading is strict: every
 * name must be known, occur once and have a value of its type. The depth and the number of values
 * are bounded, and with them the memory.
 */
public final class MetadataJson {
  /** The maximum nesting; Carousel writes at most five levels. */
  static final int DEEPEST = 16;

  /**
   * The maximum number of tokens: names, values, and beginnings and ends of lists and objects. A
   * list of four million numbers is within it; no token takes more than about 40 bytes of memory.
   */
  static final long MOST_TOKENS = 1L << 22;

  private static final JsonMapper JSON =
      JsonMapper.builder(BoundedJson.factory(DEEPEST, MOST_TOKENS))
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  private static final ObjectReader NULLABLE = JSON.reader();
  private static final ObjectReader COMPLETE =
      NULLABLE.with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  private MetadataJson() {}

  /**
   * Writes a value on one line; equal values give equal lines.
   *
   * @param as the type with which it is read again
   */
  public static <T> String write(T value, Class<T> as) {
    try {
      return JSON.writerFor(as).writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads a value without null in any part.
   *
   * @throws JsonProcessingException if it is anything else
   */
  public static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    return read(COMPLETE, json, type);
  }

  /**
   * Reads a value whose records declare which of their parts may be null.
   *
   * @throws JsonProcessingException if it is anything else
   */
  public static <T> T readNullable(String json, Class<T> type) throws JsonProcessingException {
    return read(NULLABLE, json, type);
  }

  /** What is wrong with the JSON, for error messages: without class names where possible. */
  public static String fault(JsonProcessingException e) {
    Throwable cause = e.getCause();
    String own =
        e instanceof ValueInstantiationException && cause != null ? cause.getMessage() : null;
    return own == null ? BoundedJson.fault(e) : own.lines().findFirst().orElse("nothing");
  }

  private static <T> T read(ObjectReader reader, String json, Class<T> type)
      throws JsonProcessingException {
    T value = reader.forType(type).readValue(json);
    if (value == null) {
      throw MismatchedInputException.from(null, type, "null, or no value");
    }
    return value;
  }
}
