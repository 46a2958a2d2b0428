package dev.carousel.benchmarks.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code carousel reproduce all --json} wrote, as a page of the documentation. */
final class ReproducePage {
  private static final String RESULTS =
      "../benchmarks/src/main/resources/dev/carousel/benchmarks/reproduce/results.json";
  private static final String CATALOGUE =
      "../experiments/src/main/resources/dev/carousel/experiments/published/catalogue.json";

  private final List<JsonNode> results;
  private final List<String> lines = new ArrayList<>();

  private ReproducePage(JsonNode document) {
    results = list(document.at("/results"));
  }

  /**
   * The lines of the page.
   *
   * @param document as {@code carousel reproduce} wrote it
   */
  static List<String> of(JsonNode document) {
    return new ReproducePage(document).write();
  }

  private List<String> write() {
    add("# Published results, repeated", "");
    add(
        "`carousel reproduce NAME` repeats a published result as a small experiment. Its settings"
            + " and its criterion were fixed before it was run, and the verdict is printed"
            + " whichever it is. This page is made by `benchmarks/reproduce` from the runs below:"
            + " "
            + verdicts()
            + ".",
        "");
    add("```", "carousel reproduce             # the list, and how long each takes");
    add("carousel reproduce trigger     # one of them", "carousel reproduce quick", "```", "");
    summary();
    reading();
    results.forEach(this::section);
    method();
    return lines;
  }

  /** How many results have each verdict. */
  private String verdicts() {
    Map<String, Long> counts =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.at("/verdict").asText(), TreeMap::new, Collectors.counting()));
    return List.of("reproduced", "same ordering", "not reproduced").stream()
        .filter(counts::containsKey)
        .map(verdict -> counts.get(verdict) + " " + verdict)
        .collect(Collectors.joining(", "));
  }

  private void summary() {
    row("result", "published", "seeds that solved it", "verdict", "CPU seconds");
    row("---", "---", "---", "---", "---:");
    for (JsonNode one : results) {
      String name = one.at("/name").asText();
      row(
          "[`" + name + "`](#" + name + ")",
          published(one),
          arms(one)
              .map(arm -> arm.at("/name").asText() + " " + solved(arm))
              .collect(Collectors.joining(", ")),
          one.at("/verdict").asText(),
          Numbers.decimals(
              arms(one).mapToDouble(arm -> arm.at("/cpuSeconds").asDouble()).sum(), 0));
    }
    add("");
  }

  private static String published(JsonNode one) {
    JsonNode number = one.at("/published/number");
    return number.isNumber()
        ? Numbers.grouped(Math.round(number.asDouble())) + " " + one.at("/published/unit").asText()
        : "no figure quoted";
  }

  private void reading() {
    add("## How to read it", "");
    add(
        "- **reproduced:** the seeds of every arm solve the task as often as published, and every"
            + " arm that was published to be better is significantly better.",
        "- **same ordering:** the arms have the published order, but some solve the task more or"
            + " less often than published.",
        "- **not reproduced:** anything else. Budgets are small and seeds few, so this experiment"
            + " did not show the result; it does not say that the result is wrong.",
        "- **Solved:** the metric is measured on the validation set, with the parameters that have"
            + " the least validation loss.",
        "- **Updates and sequences needed:** up to the first validation with a small loss, over the"
            + " seeds that got there.",
        "- **Better:** paired t-test over seeds, or Fisher's exact test if one arm fails more"
            + " often; 5 %, both directions.");
    add("");
  }

  private void section(JsonNode one) {
    add("## " + one.at("/name").asText(), "");
    add(one.at("/title").asText() + ".", "");
    add(
        "- **Source:** "
            + one.at("/source/paper").asText()
            + ", "
            + one.at("/source/place").asText()
            + (one.at("/source/read").asBoolean()
                ? "."
                : ". Quoted from memory: not checked in the paper."));
    add("- **Published:** " + one.at("/published/words").asText());
    add("- **Here:** " + one.at("/ours").asText());
    add("- **Solved where:** `" + one.at("/criterion").asText() + "`");
    add("- **Verdict:** " + one.at("/verdict").asText() + ". " + one.at("/sentence").asText(), "");
    table(one);
    for (JsonNode ordering : list(one.at("/orderings"))) {
      add(
          "By "
              + ordering.at("/by").asText()
              + ": "
              + ordering.at("/sentence").asText()
              + " p "
              + pValue(ordering.at("/pValue")),
          "");
    }
    commands(one);
  }

  private void table(JsonNode one) {
    row(
        "arm",
        "published",
        "solved",
        "metric, mean",
        "95 %",
        "updates",
        "sequences",
        "CPU seconds");
    row("---", "---", "---:", "---:", "---", "---:", "---:", "---:");
    arms(one)
        .forEach(
            arm ->
                row(
                    arm.at("/name").asText(),
                    claim(arm.at("/claim").asText()),
                    solved(arm),
                    figure(arm.at("/figure/mean")),
                    interval(arm.at("/figure/ci95")),
                    count(arm.at("/updatesNeeded/mean"), 1),
                    count(arm.at("/updatesNeeded/mean"), arm.at("/settings/batch").asInt()),
                    Numbers.decimals(arm.at("/cpuSeconds").asDouble(), 0)));
    add("");
  }

  /** The command that trains the first seed of each arm. */
  private void commands(JsonNode one) {
    add("```");
    arms(one)
        .forEach(
            arm -> {
              List<String> words = new ArrayList<>(List.of("carousel train"));
              arm.at("/settings")
                  .fields()
                  .forEachRemaining(
                      option -> words.addAll(option(option.getKey(), option.getValue().asText())));
              words.add("--seed " + one.at("/seeds/0").asLong() + " --threads 1 --out run");
              add(String.join(" \\\n    ", words));
            });
    add("```", "");
  }

  /** Hooks are repeated; a stack of layers is one word; what is only turned on has no value. */
  private static List<String> option(String name, String value) {
    if (name.equals("hook")) {
      return Arrays.stream(value.split(" ")).map(hook -> "--hook " + hook).toList();
    }
    String words = value.contains(" ") ? "\"" + value + "\"" : value;
    return List.of("--" + name + (value.equals("true") ? "" : " " + words));
  }

  private void method() {
    add("## How it was measured", "");
    add(
        "- **Experiments:** [catalogue.json](" + CATALOGUE + ").",
        "- **Outcomes:** [results.json]("
            + RESULTS
            + "), as `carousel reproduce all --json` wrote them, with a checksum of each trained"
            + " model.",
        "- **Data:** every sequence is generated afresh; the validation set is fixed and is never"
            + " trained on. `fashion-rows` reads the files of Fashion-MNIST (`--data DIR`), which"
            + " are checked by SHA-256; in its commands, `DATA` is the folder `data-fashion-rows`"
            + " that `--out` leaves.",
        "- **Seeds:** from 11 on. Settings and budgets were looked for with seed 1.",
        "- **CPU seconds** are those of the threads that trained, validations included, on a"
            + " machine with other work.");
  }

  private static String solved(JsonNode arm) {
    return arm.at("/solved").asInt() + " of " + arm.at("/seeds").asInt();
  }

  private static String claim(String word) {
    return switch (word) {
      case "solves" -> "all";
      case "fails" -> "none";
      default -> "not said";
    };
  }

  private static String figure(JsonNode value) {
    if (!value.isNumber()) {
      return "";
    }
    double number = value.asDouble();
    return number != 0 && Math.abs(number) < 1e-3
        ? Numbers.scientific(number)
        : Numbers.decimals(number, 4);
  }

  private static String interval(JsonNode ends) {
    return ends.at("/0").isNumber()
        ? "[" + figure(ends.at("/0")) + ", " + figure(ends.at("/1")) + "]"
        : "";
  }

  private static String count(JsonNode value, int times) {
    return value.isNumber() ? Numbers.grouped(Math.round(value.asDouble() * times)) : "never";
  }

  private static String pValue(JsonNode value) {
    return !value.isNumber()
        ? "is unknown."
        : value.asDouble() < 1e-4
            ? "< 0.0001."
            : "= " + Numbers.decimals(value.asDouble(), 4) + ".";
  }

  private static Stream<JsonNode> arms(JsonNode one) {
    return list(one.at("/arms")).stream();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
