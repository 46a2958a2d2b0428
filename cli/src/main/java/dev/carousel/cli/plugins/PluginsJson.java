package dev.carousel.cli.plugins;

import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginProblem;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.PluginRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plugins as JSON. Bounds that are infinite become null. */
final class PluginsJson {
  private PluginsJson() {}

  /** The document. */
  static Map<String, ?> of(List<? extends Plugin<?>> plugins, List<PluginProblem> problems) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", "plugins");
    json.put("plugins", plugins.stream().map(PluginsJson::plugin).toList());
    json.put("problems", problems.stream().map(PluginsJson::problem).toList());
    return json;
  }

  private static Map<String, ?> plugin(Plugin<?> plugin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", plugin.kind().word());
    json.put("id", plugin.id());
    json.put("description", plugin.description());
    json.put("jar", plugin.source().jar());
    json.put("version", plugin.source().version());
    json.put("location", plugin.source().location());
    json.put("roles", plugin.roles().stream().map(PluginRole::word).sorted().toList());
    json.put("options", plugin.options().stream().map(PluginsJson::option).toList());
    return json;
  }

  private static Map<String, ?> option(OptionSpec option) {
    boolean isNumber =
        option.type() == OptionSpec.Type.REAL || option.type() == OptionSpec.Type.INTEGER;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", option.name());
    json.put("type", option.type().name().toLowerCase(Locale.ROOT));
    json.put("default", option.defaultValue());
    json.put("minimum", isNumber ? option.minimum() : null);
    json.put("maximum", isNumber ? option.maximum() : null);
    json.put("choices", option.choices());
    json.put("description", option.description());
    OptionRole role = option.role();
    json.put("role", role == null ? null : role.word());
    json.put("gate", option.gate().isEmpty() ? null : option.gate());
    Map<String, String> meanings = new LinkedHashMap<>();
    option.meanings().forEach((word, meaning) -> meanings.put(word, meaning.word()));
    json.put("meanings", meanings);
    return json;
  }

  private static Map<String, ?> problem(PluginProblem problem) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("jar", problem.jar());
    json.put("kind", problem.kind() == null ? null : problem.kind().word());
    json.put("id", problem.id());
    json.put("message", problem.message());
    return json;
  }
}
