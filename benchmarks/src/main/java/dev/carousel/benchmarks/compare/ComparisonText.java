package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison as tables for a person. */
final class ComparisonText {
  private final ComparisonResult result;

  ComparisonText(ComparisonResult result) {
    this.result = result;
  }

  /** All lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ComparisonPlan plan = result.plan();
    lines.add("Carousel beside its peers: medians of " + plan.rounds() + " alternated rounds");
    String peak =
        plan.hasLayers()
            ? ", measured peak " + Numbers.decimals(result.peakGflops(), 1) + " GFLOP/s"
            : "";
    lines.add("  " + plan.threads() + " threads" + peak + "; shapes are batch,steps,input,units");
    versions().forEach((id, version) -> lines.add("  " + id + ": " + version));
    for (Block block : result.blocks()) {
      lines.add("");
      lines.addAll(block(block));
    }
    lines.addAll(means());
    return lines;
  }

  private Map<String, String> versions() {
    return result.entries().stream()
        .filter(entry -> entry.version().isPresent())
        .collect(
            Collectors.toMap(
                Entry::contender,
                entry -> entry.version().orElse(""),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private List<String> block(Block block) {
    Case subject = block.subject();
    boolean isMicros = subject.kind() == Kind.STREAM;
    String unit = isMicros ? "us" : "ms";
    double factor = isMicros ? 1e3 : 1;
    String floor = ", floor " + time(result.floorMillis(subject) * factor) + " " + unit;
    List<String> lines = new ArrayList<>();
    lines.add(subject + (subject.kind().isRun() ? "" : floor));
    TextTable table =
        new TextTable(
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT);
    table.row(
        subject.kind().isRun()
            ? runHead(subject.kind())
            : List.of("contender", unit, "least", "x carousel", "x floor", "compile s", "runs"));
    List<Entry> timed = block.entries().stream().filter(Entry::isTimed).toList();
    timed.forEach(entry -> table.row(row(block, entry, factor)));
    lines.addAll(timed.isEmpty() ? List.of() : table.lines());
    block.entries().forEach(entry -> lines.addAll(failure(block, entry)));
    lines.addAll(refusals(block));
    return lines;
  }

  private static List<String> runHead(Kind kind) {
    return List.of(
        "contender",
        kind.predictions() + "/s",
        "x carousel",
        "ms an update",
        "least",
        "loss differs",
        "updates");
  }

  /** The speed first, and by how much the losses of the first updates differ from Carousel's. */
  private static List<String> runRow(Block block, Entry entry) {
    return List.of(
        name(block, entry),
        Numbers.grouped(Math.round(entry.perSecond())),
        Numbers.decimals(block.overCarousel(entry), 2),
        time(entry.millis()),
        time(entry.leastMillis()),
        Numbers.scientific(entry.largestOutputError()),
        Integer.toString(entry.runs()));
  }

  private static List<String> failure(Block block, Entry entry) {
    return entry.failure().stream()
        .map(reason -> "  " + name(block, entry) + " failed: " + reason)
        .toList();
  }

  private static List<String> refusals(Block block) {
    String refusals =
        block.entries().stream()
            .flatMap(e -> e.refusal().stream().map(why -> e.contender() + " (" + why + ")"))
            .collect(Collectors.joining(", "));
    return refusals.isEmpty() ? List.of() : List.of("  not offered: " + refusals);
  }

  /** A custom cell beside the LSTM is named. */
  private static String name(Block block, Entry entry) {
    boolean isGuest = !entry.subject().equals(block.subject());
    return entry.contender() + (isGuest ? " " + entry.subject().cell() : "");
  }

  private List<String> row(Block block, Entry entry, double unit) {
    if (entry.subject().kind().isRun()) {
      return runRow(block, entry);
    }
    return List.of(
        name(block, entry),
        time(entry.millis() * unit),
        time(entry.leastMillis() * unit),
        Numbers.decimals(block.overCarousel(entry), 2),
        Numbers.decimals(entry.millis() / result.floorMillis(entry.subject()), 2),
        Numbers.decimals(entry.compileSeconds(), 3),
        Integer.toString(entry.runs()));
  }

  private static String time(double value) {
    return Numbers.decimals(value, value < 10 ? 2 : value < 100 ? 1 : 0);
  }

  private List<String> means() {
    List<String> lines = new ArrayList<>();
    for (String group : Kind.groups()) {
      Kind kind = Kind.ofGroup(group).get(0);
      result
          .meansOverCarousel(kind)
          .forEach(
              (contender, mean) ->
                  lines.add(
                      "  "
                          + (kind.isRun() ? "whole runs" : kind.title())
                          + ", "
                          + contender
                          + ": "
                          + Numbers.decimals(mean.ratio(), 2)
                          + " over "
                          + mean.cases()
                          + (mean.cases() == 1 ? " case" : " cases")));
    }
    if (!lines.isEmpty()) {
      lines.add(0, "Geometric mean of the time over Carousel's");
      lines.add(0, "");
    }
    return lines;
  }
}
