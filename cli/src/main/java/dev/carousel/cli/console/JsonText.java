package dev.carousel.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/**
 * Documents as JSON. Apart from {@link JsonOutput}, so that a command without it needs no Jackson.
 */
public final class JsonText {
  private static final MathContext SHORT = new MathContext(7);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonText() {}

  /** One line of JSON; what is not finite becomes null. */
  public static String toJson(Object document) {
    return toJson(document, value -> value);
  }

  /**
   * One line of JSON with seven significant digits, more than a figure can show, at half the size.
   */
  public static String toShortJson(Object document) {
    return toJson(document, value -> new BigDecimal(value).round(SHORT).doubleValue());
  }

  /** The tree of a document, in which numbers that are not finite are what they are. */
  public static JsonNode toTree(Object document) {
    return JSON.valueToTree(document);
  }

  private static String toJson(Object document, DoubleUnaryOperator rounding) {
    try {
      return JSON.writeValueAsString(finite(toTree(document), rounding));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode finite(JsonNode node, DoubleUnaryOperator rounding) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(finite(field.getValue(), rounding)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, finite(array.get(i), rounding));
      }
    } else if (node.isFloatingPointNumber()) {
      double value = node.doubleValue();
      return Double.isFinite(value)
          ? DoubleNode.valueOf(rounding.applyAsDouble(value))
          : NullNode.getInstance();
    }
    return node;
  }
}
