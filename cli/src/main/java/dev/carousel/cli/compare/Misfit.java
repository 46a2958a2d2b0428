package dev.carousel.cli.compare;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * A value of another type than a report has in its place.
 *
 * @param fault what the reader says
 * @param root the whole document
 */
record Misfit(MismatchedInputException fault, JsonNode root) {
  private static final int LONGEST = 40;
  private static final Set<Class<?>> WHOLE =
      Set.of(Long.class, long.class, Integer.class, int.class);

  CarouselException refusal(Path file) {
    return CarouselException.failure("The report has a value of the wrong type.")
        .expected(expected())
        .found(words(node()))
        .where(file + ", " + place())
        .mend("write it again: carousel diagnose --json FILE")
        .cause(fault)
        .build();
  }

  private String expected() {
    Class<?> type = fault.getTargetType();
    if (type == null || type == Boolean.class || type == boolean.class) {
      return type == null ? "a value as the schema says" : "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (WHOLE.contains(type)) {
      return "a whole number";
    }
    boolean isList = type.isArray() || Collection.class.isAssignableFrom(type);
    return type == double.class ? "a number" : isList ? "a list" : "an object";
  }

  /** {@code runs[0].layers[1].states}. */
  private String place() {
    StringBuilder place = new StringBuilder();
    for (Reference step : fault.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }

  private JsonNode node() {
    JsonNode node = root;
    for (Reference step : fault.getPath()) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    return node;
  }

  /** A value as a person reads it. */
  static String words(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isObject() || node.isArray()) {
      return node.isObject() ? "an object" : "a list";
    }
    String text = node.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + ".." : text;
  }
}
