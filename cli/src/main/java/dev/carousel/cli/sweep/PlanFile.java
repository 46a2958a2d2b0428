package dev.carousel.cli.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.cli.config.SettingsFile;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.experiments.search.Values;
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

  /** Options of the sweep that depend on the machine, or belong to one call of it. */
  private static final List<String> ON_THE_LINE =
      List.of("out", "resume", "jobs", "workers", "on", "fail-fast", "json", "html", "figures");

  private static final SettingsFile.Words WORDS =
      new SettingsFile.Words(
          "plan",
          "a sweep can be made of",
          "a setting a line with its values, such as 'units: [32, 64]'");

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
    SettingsFile read = SettingsFile.read(WORDS, file);
    Map<String, Values> settings = new LinkedHashMap<>();
    Map<String, String> own = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>(RunOptions.names());
    known.removeAll(TrialTraining.reserved());
    read.settings()
        .forEach(
            (name, setting) -> {
              if (OWN.contains(name)) {
                own.put(name, text(read, name, setting.value()));
              } else if (known.contains(name)) {
                settings.put(name, values(read, name, setting.value()));
              } else {
                throw unknown(read.line(setting.line()), name, known);
              }
            });
    return new PlanFile(settings, own);
  }

  private static CarouselException unknown(String where, String name, Set<String> known) {
    List<String> words = new ArrayList<>(known);
    words.addAll(OWN);
    if (ON_THE_LINE.contains(name)) {
      return CarouselException.usage("'" + name + "' is no setting of a plan.")
          .expected("--" + name + " on the command line")
          .where(where)
          .mend("take it out of the plan")
          .build();
    }
    return CarouselException.usage("The plan has an unknown setting, '" + name + "'.")
        .expected(NearestWord.hint(name, words))
        .where(where)
        .build();
  }

  private static Values values(SettingsFile file, String name, JsonNode node) {
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

  private static String text(SettingsFile file, String name, JsonNode node) {
    if (node.isValueNode() && !node.isNull()) {
      return node.asText();
    }
    if (node.isArray() && !node.isEmpty()) {
      List<String> parts = new ArrayList<>();
      node.forEach(part -> parts.add(text(file, name, part)));
      return String.join(" ", parts);
    }
    throw file.malformed()
        .found(node.isNull() || node.isEmpty() ? "no value" : "a group of settings")
        .where(file.file() + ", setting '" + name + "'")
        .build();
  }
}
