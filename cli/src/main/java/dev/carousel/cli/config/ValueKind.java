package dev.carousel.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** What the value of an option is in a file. */
public enum ValueKind {
  /** An option without a value. */
  FLAG("true or false", "boolean"),
  /** A whole number. */
  WHOLE("a whole number", "integer"),
  /** Any number. */
  NUMBER("a number", "number"),
  /** Anything else that stands in a line. */
  TEXT("a value", "string", "number", "boolean");

  /** More than a number of 64 bits has. */
  private static final int MOST_DIGITS = 19;

  private final String words;
  private final List<String> types;

  ValueKind(String words, String... types) {
    this.words = words;
    this.types = Arrays.asList(types);
  }

  /** That of an option. */
  public static ValueKind of(OptionSpec option) {
    Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
    if (type == boolean.class || type == Boolean.class) {
      return FLAG;
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return WHOLE;
    }
    return type == double.class || type == Double.class ? NUMBER : TEXT;
  }

  /** In words. */
  public String words() {
    return words;
  }

  /** In a JSON schema. */
  public List<String> types() {
    return List.copyOf(types);
  }

  /** How to write what is a whole number, but not written as one, such as 1e1. */
  public static Optional<String> asWhole(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
          ? Optional.empty()
          : Optional.of(number.toBigIntegerExact().toString())
              .filter(whole -> !whole.equals(text))
              .map(whole -> "write it as " + whole);
    } catch (ArithmeticException | NumberFormatException other) {
      return Optional.empty();
    }
  }

  /** Whether a single value is of this kind; a number may be in quotes. */
  boolean fits(JsonNode value) {
    return switch (this) {
      case FLAG -> value.isBoolean() || value.asText().matches("true|false");
      case WHOLE -> value.asText().matches("[+-]?\\d+");
      case NUMBER -> value.asText().matches("[+-]?[\\d.]+([eE][+-]?\\d+)?");
      case TEXT -> true;
    };
  }
}
