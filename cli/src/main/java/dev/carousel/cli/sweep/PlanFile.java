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
import java.util.regex.Pattern;

/**
 * A sweep as a YAML file: options of {@code carousel train} and of {@code carousel sweep} by name,
 * without dashes. A list has the values to try, and a range is written as on the command line. A
 * list within a list is one value, of an option that is repeated.
 *
 * @param settings with their values
 * @param own options of the sweep itself
 * @param places the file and line of each, by name, as errors name them
 */
record PlanFile(Map<String, Values> settings, Map<String, String> own, Map<String, String> places) {
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
    return new PlanFile(Map.of(), Map.of(), Map.of());
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
    Map<String, String> places = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>(RunOptions.names());
    known.removeAll(TrialTraining.reserved());
    read.settings()
        .forEach(
            (name, setting) -> {
              String place = read.line(setting.line());
              if (OWN.contains(name)) {
                own.put(name, text(read, name, setting.value()));
              } else if (known.contains(name)) {
                settings.put(name, values(read, name, setting.value(), place));
              } else {
                throw unknown(place, name, known);
              }
              places.put(name, place);
            });
    return new PlanFile(settings, own, places);
  }

  /** The places of what the command line does not replace. */
  Map<String, String> placesBeside(Set<String> given) {
    Map<String, String> left = new LinkedHashMap<>(places);
    left.keySet().removeAll(given);
    return left;
  }

  /**
   * An error with the place of what it is about, if that is an option of the sweep itself, or is
   * named in its first line.
   */
  CarouselException located(CarouselException fault, Set<String> given) {
    String message = String.valueOf(fault.getMessage());
    String head = message.lines().findFirst().orElse("");
    return placesBeside(given).entrySet().stream()
        .filter(
            at ->
                head.matches(".*(--|')" + Pattern.quote(at.getKey()) + "(?![a-z-]).*")
                    || head.contains("'" + own.get(at.getKey()) + "'"))
        .findFirst()
        .map(at -> fault.at(at.getValue()))
        .orElse(fault);
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
        .where(where)
        .mend(NearestWord.hint(name, words, "all settings", "carousel sweep --help"))
        .build();
  }

  private static Values values(SettingsFile file, String name, JsonNode node, String place) {
    try {
      if (node.isArray()) {
        List<String> values = new ArrayList<>();
        node.forEach(one -> values.add(text(file, name, one)));
        return Values.of(name, values);
      }
      String text = text(file, name, node);
      return node.isTextual() && text.contains("..")
          ? Values.parse(name, text)
          : Values.of(name, List.of(text));
    } catch (CarouselException fault) {
      throw fault.at(place);
    }
  }

  private static int line(SettingsFile file, String name) {
    SettingsFile.Setting setting = file.settings().get(name);
    return setting == null ? 1 : setting.line();
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
        .where(file.line(line(file, name)) + ", setting '" + name + "'")
        .build();
  }
}
