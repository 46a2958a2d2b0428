package dev.carousel.cli.sweep;

import dev.carousel.cli.text.CsvText;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.SweepReport.Row;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.statistics.Summary;
import dev.carousel.io.AtomicFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The figures of a sweep as CSV files in its folder. */
final class SweepTables {
  static final String TRIALS = "trials.csv";
  static final String SUMMARY = "summary.csv";

  private SweepTables() {}

  static void write(SweepReport report, SweepFolder folder) {
    AtomicFiles.writeString(folder.file(TRIALS), CsvText.of(trials(report)));
    AtomicFiles.writeString(folder.file(SUMMARY), CsvText.of(summary(report)));
  }

  private static List<List<Object>> trials(SweepReport report) {
    List<String> varied = report.plan().varied();
    Set<String> metrics = new TreeSet<>();
    report.results().forEach(one -> metrics.addAll(one.metrics().keySet()));
    List<List<Object>> rows = new ArrayList<>();
    List<Object> head = new ArrayList<>(List.of("trial"));
    head.addAll(varied);
    head.addAll(List.of("seed", "outcome", "validLoss"));
    head.addAll(metrics);
    head.addAll(List.of("updates", "seconds", "cpuSeconds", "sha256"));
    rows.add(head);
    for (TrialResult one : report.results()) {
      List<Object> row = new ArrayList<>(List.of(one.trial().id()));
      row.addAll(settings(varied, one.trial().settings()));
      row.addAll(List.of(one.trial().seed(), SweepJson.word(one.outcome()), one.validLoss()));
      metrics.forEach(name -> row.add(one.metrics().getOrDefault(name, Double.NaN)));
      row.addAll(List.of(one.updates(), one.seconds(), one.cpuSeconds(), one.sha256()));
      rows.add(row);
    }
    return rows;
  }

  private static List<List<Object>> summary(SweepReport report) {
    SweepPlan plan = report.plan();
    List<List<Object>> rows = new ArrayList<>();
    List<Object> head = new ArrayList<>(plan.varied());
    head.addAll(
        List.of(
            "seeds", "mean", "standardDeviation", "low95", "high95", "best", "worst", "notFinite"));
    rows.add(head);
    for (Row one : report.rows()) {
      Summary summary = one.summary();
      List<Object> row =
          new ArrayList<>(settings(plan.varied(), plan.combinations().get(one.combination())));
      row.add(summary.seeds());
      row.addAll(
          List.of(
              summary.mean(),
              summary.standardDeviation(),
              summary.low95(),
              summary.high95(),
              summary.best(),
              summary.worst(),
              summary.notFinite()));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> settings(List<String> varied, Map<String, String> settings) {
    return varied.stream().map(name -> settings.getOrDefault(name, "")).toList();
  }
}
