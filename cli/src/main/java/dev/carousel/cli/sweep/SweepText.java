package dev.carousel.cli.sweep;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.SweepReport.Row;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sweep as lines of text. */
record SweepText(SweepPlan plan, SweepFolder folder) {
  /** What is going to be done. */
  List<String> begin(String place) {
    int combinations = plan.combinations().size();
    int seeds = plan.seeds().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        Words.format(
            "Sweep     %s x %s = %s, on %s",
            Words.count(combinations, "combination"),
            Words.count(seeds, "seed"),
            Words.count((long) combinations * seeds, "trial"),
            place));
    if (plan.halving() != null) {
      plan.halving()
          .rungs()
          .forEach(
              rung ->
                  lines.add(
                      Words.format(
                          "          %s to %,d updates",
                          Words.count(rung.trials(), "combination"), rung.budget())));
    }
    return lines;
  }

  /**
   * What came out.
   *
   * @param drawn the folder of figures for a paper, and what is in it
   */
  List<String> end(SweepReport report, Optional<String> drawn) {
    List<String> lines = new ArrayList<>(table(report));
    List<Comparison> comparisons = report.comparisons();
    if (!comparisons.isEmpty()) {
      lines.add("");
      if (plan.seeds().size() < PairedRules.FEWEST_SEEDS) {
        lines.add("With --seeds " + PairedRules.FEWEST_SEEDS + " or more, they are compared.");
      } else {
        String best = report.rows().get(0).label();
        comparisons.stream()
            .filter(one -> one.a().equals(best) || one.b().equals(best))
            .forEach(one -> lines.add(one.sentence()));
        if (plan.combinations().size() > 2) {
          lines.add("All comparisons: --json FILE, or --html FILE.");
        }
      }
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    if (report.isStopped()) {
      lines.add(
          Words.format(
              "Stopped after %s of %,d.",
              Words.count(report.results().size(), "trial"), plan.trials().size()));
    }
    report.best().ifPresent(best -> lines.add(best(best, report)));
    lines.add("Figures   " + folder.file(SweepTables.TRIALS));
    lines.add("          " + folder.file(SweepTables.SUMMARY));
    drawn.ifPresent(there -> lines.add("          " + there));
    if (report.isStopped()) {
      lines.add("Next      carousel sweep --resume --out " + folder.path());
    }
    return lines;
  }

  private String best(Row best, SweepReport report) {
    List<String> rivals = report.rivals();
    String doubt =
        switch (rivals.size()) {
          case 0 -> "";
          case 1 -> " (not significantly better than " + rivals.get(0) + ")";
          default ->
              Words.format(
                  " (not significantly better than %,d of %s)",
                  rivals.size(), Words.count(report.rows().size() - 1, "other"));
        };
    return "Best      " + best.label() + doubt + ", " + run(bestTrial(best));
  }

  private static List<String> table(SweepReport report) {
    if (report.rows().isEmpty()) {
      return List.of();
    }
    boolean isCut = report.rows().stream().anyMatch(row -> row.pauseAt() > 0);
    TextTable table =
        new TextTable(
            Align.LEFT, Align.RIGHT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
    table.row("validation loss", "mean", "95 %", "best", "seeds", isCut ? "updates" : "", "");
    for (Row row : report.rows()) {
      Summary summary = row.summary();
      table.row(
          row.label(),
          figure(summary.mean()),
          Double.isNaN(summary.low95())
              ? ""
              : "[" + Words.figure(summary.low95()) + ", " + Words.figure(summary.high95()) + "]",
          figure(summary.best()),
          Integer.toString(summary.seeds()),
          isCut ? Words.format("%,d", updates(row)) : "",
          String.join(", ", notes(row)));
    }
    return table.lines();
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "" : Words.figure(value);
  }

  private static long updates(Row row) {
    return row.results().stream().mapToLong(TrialResult::updates).max().orElse(0);
  }

  /** How many trials of a combination went wrong, and how. */
  static List<String> notes(Row row) {
    List<String> words = new ArrayList<>();
    count(row, TrialResult.Outcome.NOT_FINITE, "not finite", words);
    count(row, TrialResult.Outcome.DIVERGED, "diverged", words);
    count(row, TrialResult.Outcome.FAILED, "failed", words);
    return words;
  }

  private static void count(Row row, TrialResult.Outcome outcome, String word, List<String> words) {
    long count = row.results().stream().filter(one -> one.outcome() == outcome).count();
    if (count > 0) {
      words.add(count + " " + word);
    }
  }

  private static TrialResult bestTrial(Row row) {
    double best = row.summary().best();
    return row.results().stream().filter(one -> one.figure() == best).findFirst().orElseThrow();
  }

  private String run(TrialResult result) {
    return folder.trial(result.trial().id()).run().toString();
  }

  /** What is to be said of the trials that failed. */
  static String failures(SweepReport report) {
    List<TrialResult> failed = report.failed();
    return Words.format(
        "%s failed, the first is %s.",
        Words.count(failed.size(), "trial"), failed.get(0).trial().id());
  }
}
