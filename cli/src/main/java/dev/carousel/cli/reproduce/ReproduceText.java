package dev.carousel.cli.reproduce;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.experiments.published.ArmOutcome;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.ComparisonVerdict;
import dev.carousel.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Published results, and what came of them, as lines of text.
 *
 * @param width of a line
 */
record ReproduceText(int width) {
  private static final String UNREAD = " (from memory: not checked in the paper)";

  /** All results in a table. */
  List<String> list(List<PublishedResult> results) {
    TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT);
    table.row("name", "about", "published", "source");
    for (PublishedResult one : results) {
      table.row(
          one.name(),
          Words.time(one.budget().seconds()),
          number(one.published()),
          one.source().cited() + ", " + one.source().place());
    }
    List<String> lines = new ArrayList<>(table.lines(width));
    lines.add("");
    lines.add("One of them: carousel reproduce NAME. All that are quick: quick. All: all.");
    return lines;
  }

  /** The figure that was published, or a dash. */
  static String number(Published published) {
    Double number = published.number();
    return number == null ? "-" : Words.format("%,.0f %s", number, published.unit());
  }

  /** What is going to be done. */
  List<String> begin(PublishedResult result, String place) {
    List<String> lines = new ArrayList<>();
    Source source = result.source();
    lines.add(result.name() + ": " + result.title());
    lines.addAll(
        hanging(
            "Source", source.paper() + ", " + source.place() + (source.isRead() ? "" : UNREAD)));
    String number = result.published().number() == null ? "" : number(result.published()) + ". ";
    lines.addAll(hanging("Published", number + result.published().words()));
    lines.addAll(hanging("Here", result.ours()));
    lines.addAll(hanging("Solved", "where " + result.criterion()));
    int trials = result.arms().size() * result.seeds().size();
    lines.addAll(
        hanging(
            "Trials",
            Words.format(
                "%s x %s = %d of %,d updates, on %s",
                Words.count(result.arms().size(), "arm"),
                Words.count(result.seeds().size(), "seed"),
                trials,
                result.budget().updates(),
                place)));
    return lines;
  }

  /** What came out. */
  List<String> end(Reproduced done) {
    PublishedResult result = done.result();
    TextTable table =
        new TextTable(
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT);
    table.row(
        "arm",
        "solved",
        result.criterion().metric(),
        "95 %",
        "updates needed",
        "sequences",
        "CPU seconds");
    for (ArmOutcome arm : done.verdict().arms()) {
      table.row(
          arm.arm().name(),
          arm.solved() + " of " + arm.seeds(),
          figure(arm.figure().mean()),
          interval(arm.figure()),
          count(arm.updates().mean()),
          count(arm.updates().mean() * result.budget().batch()),
          Words.format("%.0f", arm.seconds()));
    }
    List<String> lines = new ArrayList<>(table.lines());
    done.verdict().comparisons().stream()
        .filter(one -> one.verdict() == ComparisonVerdict.BETTER) // the others are in the verdict
        .forEach(one -> lines.addAll(Paragraph.wrap(one.sentence(), width)));
    lines.addAll(
        hanging("Verdict", done.verdict().kind().word() + ". " + done.verdict().sentence()));
    lines.addAll(hanging("Time", Words.time(done.seconds())));
    return lines;
  }

  /** The verdicts of several results. */
  List<String> summary(List<Reproduced> all) {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT);
    for (Reproduced one : all) {
      table.row(
          one.result().name(),
          one.verdict().kind().word(),
          one.verdict().arms().stream()
              .map(arm -> arm.arm().name() + " " + arm.solved() + " of " + arm.seeds())
              .collect(Collectors.joining(", ")));
    }
    return table.lines(width);
  }

  private List<String> hanging(String first, String text) {
    return Paragraph.hanging(Words.format("%-10s", first), text, width);
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "" : Words.figure(value);
  }

  private static String interval(Summary summary) {
    return Double.isNaN(summary.low95())
        ? ""
        : "[" + Words.figure(summary.low95()) + ", " + Words.figure(summary.high95()) + "]";
  }

  private static String count(double value) {
    return Double.isNaN(value) ? "never" : Words.format("%,.0f", value);
  }
}
