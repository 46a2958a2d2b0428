package dev.carousel.cli.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.io.AtomicFiles;
import dev.carousel.train.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a run as a file that {@code --config} reads: {@code train} with it gives the same
 * bytes. Defaults stand there as comments.
 *
 * @param settings the options that decide the bits and the end of the run, by name
 * @param plugins the folders of its plugins
 */
record RunConfig(Map<String, String> settings, List<String> plugins) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

  /** The settings of options. */
  static RunConfig of(RunOptions options, List<String> plugins) {
    return new RunConfig(all(options), plugins);
  }

  private static Map<String, String> all(RunOptions options) {
    Map<String, String> settings = new LinkedHashMap<>(options.settings());
    settings.putAll(options.train().endSettings());
    return settings;
  }

  /** Writes it to the folder of the run. */
  void write(RunFolder folder) {
    AtomicFiles.writeString(folder.config(), text());
  }

  /** The file's text. */
  String text() {
    Map<String, String> usual = all(RunOptions.parse(Map.of()));
    Map<String, Object> chosen = new LinkedHashMap<>();
    Map<String, Object> defaults = new LinkedHashMap<>();
    settings.forEach(
        (name, value) ->
            (value.equals(usual.get(name)) ? defaults : chosen).put(name, value(name, value)));
    if (!plugins.isEmpty()) {
      chosen.put("plugins", plugins);
    }
    return "# The settings of this run. The same again: carousel train --config FILE --out DIR\n"
        + (chosen.isEmpty() ? "seed: " + settings.get("seed") + "\n" : yaml(chosen))
        + "\n# Defaults that it was trained with:\n"
        + yaml(defaults).lines().map(line -> "# " + line + "\n").reduce("", String::concat);
  }

  private static Object value(String name, String value) {
    return TrainOptions.REPEATED.contains(name) && value.contains(" ")
        ? List.of(value.split(" "))
        : value;
  }

  private static String yaml(Map<String, Object> settings) {
    try {
      return YAML.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and lists of them
    }
  }
}
