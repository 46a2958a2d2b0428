package dev.carousel.cli.sweep;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.figures.Caption;
import dev.carousel.cli.figures.Chart;
import dev.carousel.cli.figures.Curve;
import dev.carousel.cli.figures.FigureFile;
import dev.carousel.cli.figures.Figures;
import dev.carousel.cli.figures.IntervalChart;
import dev.carousel.cli.figures.LineChart;
import dev.carousel.cli.figures.MatrixChart;
import dev.carousel.cli.figures.ParallelChart;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.SweepReport.Row;
import dev.carousel.experiments.statistics.Comparison;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A sweep as figures for a paper. */
record SweepFigures(SweepPlan plan, List<Row> rows, List<Comparison> comparisons) {
  private static final String LOSS = "validation loss";
  private static final int MOST_ROWS = 40;
  private static final int MOST_CURVES = 8;
  private static final int MOST_TOLD = 8;

  /** The figures that there is something to draw of. */
  static Figures of(SweepReport report) {
    SweepFigures figures = new SweepFigures(report.plan(), report.rows(), report.comparisons());
    Map<FigureFile, Chart> charts = new EnumMap<>(FigureFile.class);
    if (figures.rows.isEmpty()) {
      return new Figures(charts, Map.of());
    }
    charts.put(FigureFile.LOSSES, figures.losses());
    List<Row> learned = figures.learned();
    if (!learned.isEmpty()) {
      charts.put(FigureFile.CURVES, figures.curves(learned));
    }
    List<Row> whole = figures.whole();
    if (report.plan().varied().size() > 1 && whole.size() > 1) {
      charts.put(FigureFile.COORDINATES, figures.coordinates(whole));
    }
    if (!figures.comparisons.isEmpty()) {
      charts.put(FigureFile.COMPARISONS, figures.matrix());
    }
    return new Figures(charts, Map.of(FigureFile.SUMMARY, SweepLatex.table(report)));
  }

  private Chart losses() {
    List<Row> best = first(rows, MOST_ROWS);
    return new IntervalChart(
        new Caption(
            "Validation loss of each setting",
            extent(best, rows, "settings") + " Smaller is better. " + told(best)),
        new IntervalChart.Names("setting", LOSS, "seed"),
        best.stream().map(SweepFigures::losses).toList());
  }

  private static IntervalChart.Row losses(Row row) {
    return new IntervalChart.Row(
        row.label(),
        String.join(", ", SweepText.notes(row)),
        row.summary().mean(),
        row.summary().low95(),
        row.summary().high95(),
        row.results().stream()
            .map(one -> new IntervalChart.Dot("seed " + one.trial().seed(), one.figure()))
            .toList());
  }

  /** Rows whose loss is known at two or more numbers of updates. */
  private List<Row> learned() {
    return rows.stream().filter(row -> row.curve().size() > 1).toList();
  }

  private Chart curves(List<Row> learned) {
    List<Row> best = first(learned, MOST_CURVES);
    return new LineChart(
        new Caption(
            "Learning curves",
            extent(best, learned, "settings")
                + " The mean validation loss over the seeds by updates, with its 95 % interval."),
        "updates",
        LOSS,
        best.stream().map(SweepFigures::curve).toList());
  }

  private static Curve curve(Row row) {
    return new Curve(
        row.label(),
        row.curve().stream()
            .map(at -> new Curve.Point(at.updates(), at.mean(), at.low95(), at.high95()))
            .toList());
  }

  /** Rows that were trained to their end, and have a loss. */
  private List<Row> whole() {
    return rows.stream()
        .filter(row -> row.pauseAt() == 0 && Double.isFinite(row.summary().mean()))
        .toList();
  }

  private Chart coordinates(List<Row> whole) {
    List<String> names = plan.varied();
    return new ParallelChart(
        new Caption(
            "Settings and loss",
            Words.count(whole.size(), "line")
                + ", each through the settings of a combination to its mean validation loss."),
        names.stream()
            .map(
                name ->
                    new ParallelChart.Setting(
                        name,
                        plan.combinations().stream()
                            .map(one -> one.getOrDefault(name, ""))
                            .distinct()
                            .toList()))
            .toList(),
        LOSS,
        whole.stream()
            .sorted((a, b) -> Double.compare(a.summary().mean(), b.summary().mean()))
            .map(row -> line(row, names))
            .toList());
  }

  private ParallelChart.Row line(Row row, List<String> names) {
    Map<String, String> settings = plan.combinations().get(row.combination());
    return new ParallelChart.Row(
        row.label(),
        names.stream().map(name -> settings.getOrDefault(name, "")).toList(),
        row.summary().mean());
  }

  private Chart matrix() {
    List<String> compared =
        rows.stream()
            .map(Row::label)
            .filter(
                label ->
                    comparisons.stream()
                        .anyMatch(one -> one.a().equals(label) || one.b().equals(label)))
            .toList();
    List<String> best = first(compared, MOST_ROWS);
    List<String> told = new ArrayList<>();
    first(comparisons, MOST_TOLD).forEach(one -> told.add(one.sentence()));
    return new MatrixChart(
        new Caption(
            "Who beats whom",
            extent(best, compared, "settings")
                + " The setting of each row, compared with that of each column. "
                + String.join(" ", told)),
        LOSS,
        best,
        comparisons);
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static String extent(List<?> shown, List<?> all, String what) {
    return shown.size() == all.size()
        ? Words.format("%d %s, the best first.", all.size(), what)
        : Words.format("The best %d of %d %s, the best first.", shown.size(), all.size(), what);
  }

  private static String told(List<Row> best) {
    Stream<String> means =
        first(best, MOST_TOLD).stream()
            .map(row -> row.label() + ": mean " + Words.figure(row.summary().mean()) + ".");
    return String.join(" ", means.toList());
  }
}
