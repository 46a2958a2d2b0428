package dev.carousel.interop.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.error.Printable;
import java.util.Locale;

/**
 * A layer of a model's configuration.
 *
 * @param type the name of its class
 * @param name its own name
 * @param settings its configuration
 * @param group where its weights are
 */
record ModelLayer(String type, String name, JsonNode settings, String group) {
  /** The class and settings of a layer that another one holds; it shares the name and group. */
  ModelLayer inner(String key) {
    JsonNode inner = settings.path(key);
    return new ModelLayer(type(inner), name, inner.path("config"), group);
  }

  /** The name of the class of a layer, without its module. */
  static String type(JsonNode layer) {
    String whole = layer.path("class_name").asText();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  String text(String key, String usual) {
    JsonNode value = settings.path(key);
    return value.isTextual() ? value.textValue() : usual;
  }

  boolean is(String key, boolean usual) {
    return settings.path(key).asBoolean(usual);
  }

  /** The name of a function: a text, or an object that holds one. */
  String function(String key, String usual) {
    JsonNode value = settings.path(key);
    if (value.isMissingNode()) {
      return usual;
    }
    if (value.isNull()) {
      return "linear";
    }
    JsonNode inner = value.isObject() ? value.path("config") : value;
    String name = inner.isTextual() ? inner.textValue() : inner.path("name").asText(type(value));
    return name.toLowerCase(Locale.ROOT);
  }

  /** For messages. */
  String words() {
    return "the layer '" + Printable.of(name, 80) + "' (" + Printable.of(type, 80) + ")";
  }
}
