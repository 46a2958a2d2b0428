package dev.carousel.cli.sweep;

import dev.carousel.cli.figures.LatexTable;
import dev.carousel.cli.figures.Tex;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.SweepReport.Row;
import dev.carousel.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The summary of a sweep as a table for LaTeX. */
final class SweepLatex {
  private SweepLatex() {}

  /** A line for each combination, the best first. */
  static LatexTable table(SweepReport report) {
    List<String> varied = report.plan().varied();
    boolean isFailed = report.rows().stream().anyMatch(row -> !SweepText.notes(row).isEmpty());
    List<String> head = new ArrayList<>();
    head.addAll(varied.isEmpty() ? List.of("setting") : varied.stream().map(Tex::text).toList());
    List<String> columns = new ArrayList<>(Collections.nCopies(head.size(), "l"));
    columns.addAll(List.of("r", "c", "r", "r"));
    head.addAll(List.of("mean", "95\\,\\%", "best", "seeds"));
    if (isFailed) {
      columns.add("l");
      head.add("");
    }
    return new LatexTable(
        columns,
        head,
        report.rows().stream().map(row -> cells(row, report.plan(), isFailed)).toList());
  }

  private static List<String> cells(Row row, SweepPlan plan, boolean isFailed) {
    Map<String, String> settings = plan.combinations().get(row.combination());
    List<String> cells = new ArrayList<>();
    if (plan.varied().isEmpty()) {
      cells.add(Tex.text(row.label()));
    }
    plan.varied().forEach(name -> cells.add(Tex.text(settings.getOrDefault(name, ""))));
    Summary summary = row.summary();
    cells.add(Tex.number(summary.mean()));
    cells.add(interval(summary));
    cells.add(Tex.number(summary.best()));
    cells.add(Integer.toString(summary.seeds()));
    if (isFailed) {
      cells.add(Tex.text(String.join(", ", SweepText.notes(row))));
    }
    return cells;
  }

  /** A bracket at the start of a line would be read as an argument of the one before: so braces. */
  private static String interval(Summary summary) {
    return Double.isFinite(summary.low95())
        ? "{[" + Tex.number(summary.low95()) + ", " + Tex.number(summary.high95()) + "]}"
        : "";
  }
}
