package dev.carousel.io.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The name of a class in a message of the parser, of which only the last word is kept. */
  private static final Pattern CLASS =
      Pattern.compile("`(?:[\\w$]{1,80}\\.){1,20}([\\w$]{1,80})[^`]{0,200}`");

  private static final Pattern ABSENT =
      Pattern.compile("^Missing (?:required )?creator property '([^']*)'");

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

  /** What is wrong with the JSON, for error messages: without names of classes. */
  public static String fault(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "the unknown name '" + unknown.getPropertyName() + "'" + in(unknown, 1);
    }
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      List<String> words =
          Stream.of(wrong.getTargetType().getEnumConstants()).map(String::valueOf).toList();
      return "'%s' instead of one of %s%s"
          .formatted(wrong.getValue(), String.join(", ", words), in(wrong, 0));
    }
    Matcher absent = absent(e);
    if (e instanceof MismatchedInputException wrong && absent.find()) {
      return "no '" + absent.group(1) + "'" + in(wrong, 1);
    }
    Throwable cause = e.getCause();
    String own =
        e instanceof ValueInstantiationException && cause != null ? cause.getMessage() : null;
    String fault = own == null ? BoundedJson.fault(e) : own.lines().findFirst().orElse("nothing");
    return CLASS.matcher(fault).replaceAll("$1");
  }

  private static Matcher absent(JsonProcessingException e) {
    return ABSENT.matcher(String.valueOf(e.getOriginalMessage()));
  }

  /** Where the fault is: the names that lead to it, but for the last few. */
  private static String in(JsonMappingException e, int last) {
    String names =
        e.getPath().stream()
            .limit(Math.max(0, e.getPath().size() - last))
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return names.isEmpty() ? "" : " in " + names;
  }

  /**
   * Whether the JSON has names that are not known here, or lacks some that are: it was written by
   * another build, rather than damaged.
   */
  public static boolean isOfAnotherBuild(JsonProcessingException e) {
    return e instanceof UnrecognizedPropertyException
        || (e instanceof MismatchedInputException && absent(e).find());
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
