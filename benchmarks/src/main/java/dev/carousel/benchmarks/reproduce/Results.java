package dev.carousel.benchmarks.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.benchmarks.reproduce.Entry.RanBy;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.PublishedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What came of each experiment, sorted by name. In its file each trial has a line of its own.
 *
 * @param entries at most one for each experiment
 */
record Results(List<Entry> entries) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Results {
    entries = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  /** Reads a file; without one there are no results. */
  static Results read(Path file) throws IOException {
    return Files.exists(file)
        ? new Results(list(tree(file).at("/results")).stream().map(Results::entry).toList())
        : new Results(List.of());
  }

  private static Entry entry(JsonNode node) {
    return new Entry(
        node.at("/name").asText(),
        node.at("/fingerprint").asText(),
        new RanBy(
            node.at("/carousel").asText(), node.at("/commit").asText(), node.at("/java").asText()),
        trials(node));
  }

  private static List<TrialRow> trials(JsonNode node) {
    return list(node.at("/trials")).stream().map(Results::trial).toList();
  }

  private static TrialRow trial(JsonNode node) {
    try {
      return JSON.treeToValue(node, TrialRow.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * These results, with those of a run in place of the older ones of the same experiments.
   *
   * @param run what {@code carousel reproduce --json} wrote
   * @param commit of the sources that ran
   * @throws CarouselException if the file holds no outcomes, or those of other experiments
   */
  Results with(Path run, String commit, Catalogue catalogue) throws IOException {
    JsonNode document = tree(run);
    List<JsonNode> ran =
        list(document.at("/results")).stream().filter(one -> one.has("verdict")).toList();
    if (ran.isEmpty()) {
      throw CarouselException.usage("The file has no outcomes of published results.")
          .expected("what 'carousel reproduce NAME --json FILE' writes")
          .where(run)
          .build();
    }
    RanBy program =
        new RanBy(document.at("/carousel").asText(), commit, document.at("/java").asText());
    List<Entry> more = new ArrayList<>();
    for (JsonNode one : ran) {
      String name = one.at("/name").asText();
      Entry entry = new Entry(name, one.at("/fingerprint").asText(), program, trials(one));
      if (!entry.isOf(catalogue.get(name))) {
        throw stale(name, "other settings, seeds or criteria were run", run);
      }
      more.add(entry);
    }
    Set<String> renewed = more.stream().map(Entry::name).collect(Collectors.toSet());
    Stream<Entry> kept = entries.stream().filter(one -> !renewed.contains(one.name()));
    return new Results(Stream.concat(kept, more.stream()).toList());
  }

  /** The experiments without outcomes, in the order of the catalogue. */
  List<PublishedResult> missing(Catalogue catalogue) {
    Set<String> ran = entries.stream().map(Entry::name).collect(Collectors.toSet());
    return catalogue.results().stream().filter(result -> !ran.contains(result.name())).toList();
  }

  /**
   * The verdicts on the others, in the order of the catalogue.
   *
   * @param file in which the results are, for messages
   * @throws CarouselException if an experiment has outcomes of other settings, or there are
   *     outcomes of none
   */
  List<Judged> judged(Catalogue catalogue, Path file) {
    entries.forEach(one -> catalogue.get(one.name()));
    List<Judged> judged = new ArrayList<>();
    for (PublishedResult result : catalogue.results()) {
      for (Entry entry : entries) {
        if (entry.name().equals(result.name())) {
          judged.add(judged(result, entry, file));
        }
      }
    }
    return judged;
  }

  private static Judged judged(PublishedResult result, Entry entry, Path file) {
    if (!entry.isOf(result)) {
      throw stale(result.name(), "outcomes of other settings, seeds or criteria", file);
    }
    return new Judged(result, entry, entry.verdict(result));
  }

  private static CarouselException stale(String name, String found, Path file) {
    return CarouselException.usage("'" + name + "' must be run again.")
        .expected("outcomes of the experiment as it is in the catalogue")
        .found(found)
        .where(file)
        .mend(
            "carousel reproduce " + name + " --json run.json; benchmarks/reproduce --add run.json")
        .build();
  }

  /** Writes the file. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("{\"results\":["));
    for (int i = 0; i < entries.size(); i++) {
      Entry one = entries.get(i);
      RanBy program = one.program();
      lines.add(
          "{\"name\":%s,\"fingerprint\":%s,\"carousel\":%s,\"commit\":%s,\"java\":%s,\"trials\":["
              .formatted(
                  json(one.name()),
                  json(one.fingerprint()),
                  json(program.carousel()),
                  json(program.commit()),
                  json(program.java())));
      lines.add(one.trials().stream().map(Results::json).collect(Collectors.joining(",\n")));
      lines.add(i + 1 < entries.size() ? "]}," : "]}");
    }
    lines.add("]}");
    Files.write(file, lines);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw CarouselException.usage("The file is no JSON.")
          .found(e.getOriginalMessage())
          .where(file)
          .cause(e)
          .build();
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
