package dev.carousel.cli.sweep;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.experiments.search.Values;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sweep as a YAML file: options of {@code carousel train} and of {@code carousel sweep} by name,
 * without dashes. A list has the values to try, and a range is written as on the command line. A
 * list within a list is one value, of an option that is repeated.
 *
 * @param settings with their values
 * @param own options of the sweep itself
 */
record PlanFile(Map<String, Values> settings, Map<String, String> own) {
  /** Options of the sweep that a plan may have. */
  static final List<String> OWN =
      List.of("seeds", "seed", "threads", "search", "trials", "halving", "halving-from");

  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectReader YAML =
      new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
          .reader();

  /** A plan without anything in it. */
  static PlanFile empty() {
    return new PlanFile(Map.of(), Map.of());
  }

  /**
   * Reads a file.
   *
   * @throws CarouselException if it cannot be read, is no YAML, or has an unknown setting
   */
  static PlanFile read(Path file) {
    JsonNode root = tree(file);
    if (!root.isObject()) {
      throw malformed(file).found("no settings").build();
    }
    Map<String, Values> settings = new LinkedHashMap<>();
    Map<String, String> own = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>(RunOptions.names());
    known.removeAll(TrialTraining.reserved());
    root.fields()
        .forEachRemaining(
            field -> {
              String name = field.getKey();
              if (OWN.contains(name)) {
                own.put(name, text(file, name, field.getValue()));
              } else if (known.contains(name)) {
                settings.put(name, values(file, name, field.getValue()));
              } else {
                throw unknown(file, name, known);
              }
            });
    return new PlanFile(settings, own);
  }

  private static JsonNode tree(Path file) {
    InputFiles.requireNoFolder("plan", file);
    try {
      String text = new String(InputFiles.readAtMost(file, MOST_BYTES), StandardCharsets.UTF_8);
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed(file)
          .found(e.getOriginalMessage().lines().findFirst().orElse(""))
          .where(e.getLocation() == null ? file : file + ", line " + e.getLocation().getLineNr())
          .cause(e)
          .build();
    } catch (IOException e) {
      throw CarouselException.usage("The plan cannot be read.")
          .expected("a YAML file of settings")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }

  private static CarouselException.Builder malformed(Path file) {
    return CarouselException.usage("The plan is no YAML that a sweep can be made of.")
        .expected("a setting a line with its values, such as 'units: [32, 64]'")
        .where(file);
  }

  private static CarouselException unknown(Path file, String name, Set<String> known) {
    List<String> words = new ArrayList<>(known);
    words.addAll(OWN);
    return CarouselException.usage("The plan has an unknown setting, '" + name + "'.")
        .expected(NearestWord.hint(name, words))
        .where(file)
        .build();
  }

  private static Values values(Path file, String name, JsonNode node) {
    if (!node.isArray()) {
      String text = text(file, name, node);
      return node.isTextual() && text.contains("..")
          ? Values.parse(name, text)
          : Values.of(name, List.of(text));
    }
    List<String> values = new ArrayList<>();
    for (JsonNode one : node) {
      values.add(text(file, name, one));
    }
    return Values.of(name, values);
  }

  private static String text(Path file, String name, JsonNode node) {
    if (node.isValueNode() && !node.isNull()) {
      return node.asText();
    }
    if (node.isArray() && !node.isEmpty()) {
      List<String> parts = new ArrayList<>();
      node.forEach(part -> parts.add(text(file, name, part)));
      return String.join(" ", parts);
    }
    throw malformed(file)
        .found(node.isNull() || node.isEmpty() ? "no value" : "a group of settings")
        .where(file + ", setting '" + name + "'")
        .build();
  }
}
