package dev.carousel.plugin;

import dev.carousel.error.CarouselException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plugin as a user names it: {@code id} or {@code id:key=value,key=value}. {@link Plugins} checks
 * whether the plugin and its options exist.
 *
 * @param id not empty, without a colon
 * @param options in the order given; keys are not empty and hold no equals sign or comma, values
 *     hold no comma
 */
public record PluginRef(String id, Map<String, String> options) {
  /** Copies the map, and checks that {@link #toString} can be parsed again. */
  public PluginRef {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (id.isEmpty() || id.indexOf(':') >= 0) {
      throw malformed(id + options).found("the id '" + id + "'").build();
    }
    options.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.matches(".*[=,].*") || value.indexOf(',') >= 0) {
            throw malformed(id).found("the option '" + key + "=" + value + "'").build();
          }
        });
  }

  /**
   * Reads {@code id} or {@code id:key=value,key=value}.
   *
   * @throws CarouselException if the id is empty, an option has no equals sign, or one is repeated
   */
  public static PluginRef parse(String text) {
    int colon = text.indexOf(':');
    String id = colon < 0 ? text : text.substring(0, colon);
    if (id.isEmpty()) {
      throw malformed(text).found("no id").build();
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String option : text.substring(colon + 1).split(",", -1)) {
        putOption(options, option, text);
      }
    }
    return new PluginRef(id, options);
  }

  private static void putOption(Map<String, String> options, String option, String text) {
    int equals = option.indexOf('=');
    if (equals < 1) {
      String found = option.isEmpty() ? "an empty option" : "'" + option + "'";
      throw malformed(text)
          .found(found + (equals < 0 ? ", without '='" : ", without a key"))
          .build();
    }
    String key = option.substring(0, equals);
    if (options.putIfAbsent(key, option.substring(equals + 1)) != null) {
      throw malformed(text)
          .found("'" + key + "' more than once")
          .mend("keep one " + key + "=...")
          .build();
    }
  }

  private static CarouselException.Builder malformed(String text) {
    return CarouselException.usage("The plugin '" + text + "' is malformed.")
        .expected("id or id:key=value,key=value");
  }

  /** The canonical text, which {@link #parse} reads. */
  @Override
  public String toString() {
    return options.isEmpty()
        ? id
        : options.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(",", id + ":", ""));
  }
}
