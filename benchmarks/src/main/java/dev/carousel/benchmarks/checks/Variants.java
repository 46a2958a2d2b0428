package dev.carousel.benchmarks.checks;

import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Settings of a plugin that use every option: all words and switches with each other, and each
 * number by itself at two values beside its default. A default of 0 gives way to 1 and -1, any
 * other to its half and its double, where the bounds allow it.
 */
final class Variants {
  /** Where 1 means nothing: of lags. */
  private static final double LARGE = 20;

  private static final double NEARLY = 0.95;

  private Variants() {}

  /** The settings, the defaults first. */
  static List<PluginRef> of(String id, List<OptionSpec> options) {
    Set<PluginRef> all = new LinkedHashSet<>();
    words(options).forEach(chosen -> all.add(new PluginRef(id, chosen)));
    for (OptionSpec option : options) {
      for (String value : numbers(option)) {
        all.add(new PluginRef(id, Map.of(option.name(), value)));
      }
    }
    return List.copyOf(all);
  }

  /** Every combination of words and switches; what is a default is left out. */
  private static List<Map<String, String>> words(List<OptionSpec> options) {
    List<Map<String, String>> found = List.of(Map.of());
    for (OptionSpec option : options) {
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> before : found) {
        choices(option).forEach(word -> more.add(with(before, option, word)));
      }
      found = more;
    }
    return found;
  }

  private static Stream<String> choices(OptionSpec option) {
    Stream<String> others =
        switch (option.type()) {
          case CHOICE -> option.choices().stream();
          case SWITCH -> Stream.of("true", "false");
          case REAL, INTEGER, REALS -> Stream.empty();
        };
    return Stream.concat(Stream.of(option.defaultValue()), others).distinct();
  }

  private static Map<String, String> with(
      Map<String, String> before, OptionSpec option, String word) {
    if (word.equals(option.defaultValue())) {
      return before;
    }
    Map<String, String> more = new LinkedHashMap<>(before);
    more.put(option.name(), word);
    return more;
  }

  private static List<String> numbers(OptionSpec option) {
    return switch (option.type()) {
      case CHOICE, SWITCH -> List.of();
      case REAL, INTEGER, REALS ->
          others(Double.parseDouble(option.defaultValue().split("/", -1)[0]), option.maximum())
              .filter(value -> value >= option.minimum() && value <= option.maximum())
              .mapToObj(
                  value ->
                      option.type() == OptionSpec.Type.INTEGER
                          ? OptionSpec.text((long) value)
                          : OptionSpec.text(value))
              .filter(value -> !value.equals(option.defaultValue()))
              .distinct()
              .toList();
    };
  }

  private static DoubleStream others(double value, double maximum) {
    if (value == 0) {
      return DoubleStream.of(1, -1, LARGE);
    }
    return DoubleStream.of(value / 2, 2 * value <= maximum ? 2 * value : NEARLY * value);
  }
}
