package dev.carousel.benchmarks.reproduce;

import dev.carousel.benchmarks.reproduce.Entry.RanBy;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.ArmOutcome;
import dev.carousel.experiments.published.Ordering;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.Summary;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The experiments and what came of them, as a page of the documentation. */
final class ReproducePage {
  private static final String RESULTS =
      "../benchmarks/src/main/resources/dev/carousel/benchmarks/reproduce/results.json";
  private static final String CATALOGUE =
      "../experiments/src/main/resources/dev/carousel/experiments/published/catalogue.json";

  private final List<Judged> all;
  private final List<String> lines = new ArrayList<>();

  private ReproducePage(List<Judged> all) {
    this.all = all;
  }

  /**
   * The lines of the page.
   *
   * @param all that were run
   * @param missing those that were not
   */
  static List<String> of(List<Judged> all, List<PublishedResult> missing) {
    return new ReproducePage(all).write(missing);
  }

  private List<String> write(List<PublishedResult> missing) {
    add("# Published results, repeated", "");
    add(
        "`carousel reproduce NAME` repeats a published result as a small experiment. Its settings"
            + " and its criterion were fixed before it was run, and the verdict is printed"
            + " whichever it is. So far: "
            + Judged.counts(all)
            + ".",
        "");
    add(
        "```",
        "carousel reproduce             # the list, and how long each takes",
        "carousel reproduce trigger     # one of them",
        "carousel reproduce quick",
        "carousel reproduce fashion-rows --data /usr/share/datasets/fashion-mnist",
        "```",
        "");
    summary(missing);
    reading();
    all.forEach(this::section);
    missing.forEach(this::unknown);
    method();
    return lines;
  }

  private void summary(List<PublishedResult> missing) {
    row("result", "published", "seeds that solved it", "verdict", "CPU seconds");
    row("---", "---", "---", "---", "---:");
    for (Judged one : all) {
      String name = one.result().name();
      List<ArmOutcome> arms = one.verdict().arms();
      row(
          "[`" + name + "`](#" + name + ")",
          published(one.result().published()),
          arms.stream()
              .map(arm -> arm.arm().name() + " " + solved(arm))
              .collect(Collectors.joining(", ")),
          one.verdict().kind().word(),
          Numbers.decimals(arms.stream().mapToDouble(ArmOutcome::seconds).sum(), 0));
    }
    for (PublishedResult one : missing) {
      String name = one.name();
      row("[`" + name + "`](#" + name + ")", published(one.published()), "", "not run yet", "");
    }
    add("");
  }

  private static String published(Published published) {
    Double number = published.number();
    return number == null
        ? "no figure quoted"
        : Numbers.grouped(Math.round(number)) + " " + published.unit();
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
            + " often; 5 %, both directions.",
        "- **The commands** under a result train the first seed of each arm.");
    add("");
  }

  private void section(Judged one) {
    describe(one.result());
    add("- **Verdict:** " + one.verdict().kind().word() + ". " + one.verdict().sentence(), "");
    table(one);
    orderings(one);
    commands(one.result());
  }

  /** Settings and criterion of an experiment are published before what comes of it. */
  private void unknown(PublishedResult result) {
    describe(result);
    add("- **Verdict:** none. With these settings it was not run yet.", "");
    commands(result);
  }

  private void describe(PublishedResult result) {
    Source source = result.source();
    add("## " + result.name(), "");
    add(result.title() + ".", "");
    add(
        "- **Source:** "
            + source.paper()
            + ", "
            + source.place()
            + (source.isRead() ? "." : ". Quoted from memory: not checked in the paper."));
    add("- **Published:** " + result.published().words());
    add("- **Here:** " + result.ours());
    add("- **Solved where:** `" + result.criterion() + "`");
  }

  private void table(Judged one) {
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
    int batch = one.result().budget().batch();
    for (ArmOutcome arm : one.verdict().arms()) {
      row(
          arm.arm().name(),
          arm.arm().claim().word(),
          solved(arm),
          figure(arm.figure().mean()),
          interval(arm.figure()),
          count(arm.updates().mean()),
          count(arm.updates().mean() * batch),
          Numbers.decimals(arm.seconds(), 0));
    }
    add("");
  }

  private void orderings(Judged one) {
    List<Comparison> found = one.verdict().comparisons();
    for (int i = 0; i < found.size(); i++) {
      Ordering asked = one.result().orderings().get(i);
      Comparison comparison = found.get(i);
      add(
          "By "
              + asked.by().words()
              + ": "
              + comparison.sentence()
              + " p "
              + pValue(comparison.pValue()),
          "");
    }
  }

  private void commands(PublishedResult result) {
    add("```");
    for (Arm arm : result.arms()) {
      List<String> words = new ArrayList<>(List.of("carousel train"));
      result.settings(arm).forEach((option, value) -> words.addAll(option(option, value)));
      words.add("--seed " + result.seeds().get(0) + " --threads 1 --out run");
      add(String.join(" \\\n    ", words));
    }
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
            + "), a line for each seed of each arm, with a"
            + " checksum of the trained model. `carousel reproduce NAME --json FILE` wrote them,"
            + " and `benchmarks/reproduce` makes this page of both files"
            + " ([how](../benchmarks/README.md#published-results)).",
        "- **Program:** " + programs() + ".",
        "- **Data:** every sequence is generated afresh; the validation set is fixed and is never"
            + " trained on. `fashion-rows` reads the files of Fashion-MNIST from the folder"
            + " `--data`, and checks them by SHA-256; in its commands, `DATA` is the folder"
            + " `data-fashion-rows` that `--out` leaves.",
        "- **Seeds:** from 11 on. Settings and budgets were looked for with seed 1.",
        "- **CPU seconds** are those of the threads that trained, validations included. Two trials"
            + " ran at once, on a machine with two cores and other work: read them as upper"
            + " bounds.");
  }

  /** What ran them; if it was not always the same, with the names of the results. */
  private String programs() {
    Map<RanBy, List<String>> names = new LinkedHashMap<>();
    all.forEach(
        one ->
            names
                .computeIfAbsent(one.entry().program(), any -> new ArrayList<>())
                .add("`" + one.result().name() + "`"));
    return names.entrySet().stream()
        .map(
            one ->
                words(one.getKey())
                    + (names.size() == 1 ? "" : " (" + String.join(", ", one.getValue()) + ")"))
        .collect(Collectors.joining("; "));
  }

  private static String words(RanBy program) {
    return "Carousel "
        + program.carousel()
        + ", sources of commit "
        + program.commit()
        + ", Java "
        + program.java();
  }

  private static String solved(ArmOutcome arm) {
    return arm.solved() + " of " + arm.seeds();
  }

  private static String figure(double number) {
    if (!Double.isFinite(number)) {
      return "";
    }
    return number != 0 && Math.abs(number) < 1e-3
        ? Numbers.scientific(number)
        : Numbers.decimals(number, 4);
  }

  private static String interval(Summary summary) {
    return Double.isFinite(summary.low95())
        ? "[" + figure(summary.low95()) + ", " + figure(summary.high95()) + "]"
        : "";
  }

  private static String count(double value) {
    return Double.isFinite(value) ? Numbers.grouped(Math.round(value)) : "never";
  }

  private static String pValue(double value) {
    return Double.isNaN(value)
        ? "is unknown."
        : value < 1e-4 ? "< 0.0001." : "= " + Numbers.decimals(value, 4) + ".";
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
