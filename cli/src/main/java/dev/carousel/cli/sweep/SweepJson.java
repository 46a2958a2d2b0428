package dev.carousel.cli.sweep;

import dev.carousel.Version;
import dev.carousel.cli.text.CommandWords;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.SweepReport.Row;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sweep as a document of JSON. */
public final class SweepJson {
  private SweepJson() {}

  /**
   * The document.
   *
   * @param words the command line
   */
  static Map<String, Object> of(SweepReport report, List<String> words) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "sweep");
    document.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    document.put("commandLine", CommandWords.carousel(words));
    document.put("stopped", report.isStopped());
    document.put("varied", report.plan().varied());
    document.put("seeds", report.plan().seeds());
    document.put(
        "trials", report.results().stream().map(one -> trial(one, report.plan())).toList());
    document.put("summary", report.rows().stream().map(SweepJson::row).toList());
    document.put("comparisons", report.comparisons().stream().map(SweepJson::comparison).toList());
    return document;
  }

  private static Map<String, Object> trial(TrialResult result, SweepPlan plan) {
    Map<String, Object> trial = new LinkedHashMap<>();
    trial.put("id", result.trial().id());
    trial.put("label", plan.label(plan.combinations().indexOf(result.trial().settings())));
    trial.put("settings", result.trial().settings());
    trial.put("seed", result.trial().seed());
    trial.put("outcome", word(result.outcome()));
    trial.put("validLoss", result.validLoss());
    trial.put("metrics", result.metrics());
    trial.put("curve", result.curve());
    trial.put("updates", result.updates());
    trial.put("seconds", result.seconds());
    trial.put("cpuSeconds", result.cpuSeconds());
    trial.put("sha256", result.sha256().isEmpty() ? null : result.sha256());
    trial.put("fault", result.fault().isEmpty() ? null : result.fault());
    return trial;
  }

  /** An outcome in lower case with hyphens. */
  public static String word(TrialResult.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> row(Row one) {
    Summary summary = one.summary();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("label", one.label());
    row.put("settings", one.results().get(0).trial().settings());
    row.put("pausedAt", one.pauseAt() == 0 ? null : one.pauseAt());
    row.put("seeds", summary.seeds());
    row.put("mean", summary.mean());
    row.put("standardDeviation", summary.standardDeviation());
    row.put("ci95", List.of(summary.low95(), summary.high95()));
    row.put("best", summary.best());
    row.put("worst", summary.worst());
    row.put("notFinite", summary.notFinite());
    row.put("notMeasured", summary.notMeasured());
    row.put("curve", curve(one.curve()));
    return row;
  }

  /** A list for each figure: pages draw them as lines. */
  private static Map<String, Object> curve(List<SweepReport.MeanPoint> points) {
    Map<String, Object> curve = new LinkedHashMap<>();
    curve.put("updates", points.stream().map(SweepReport.MeanPoint::updates).toList());
    curve.put("mean", points.stream().map(SweepReport.MeanPoint::mean).toList());
    curve.put("low", points.stream().map(SweepReport.MeanPoint::low95).toList());
    curve.put("high", points.stream().map(SweepReport.MeanPoint::high95).toList());
    return curve;
  }

  private static Map<String, Object> comparison(Comparison one) {
    Map<String, Object> comparison = new LinkedHashMap<>();
    comparison.put("a", one.a());
    comparison.put("b", one.b());
    comparison.put("seeds", one.seeds().size());
    comparison.put("meanDifference", one.meanDifference());
    comparison.put("ci95", List.of(one.interval().low(), one.interval().high()));
    comparison.put("effectSize", one.effectSize());
    comparison.put("pValue", one.pValue());
    comparison.put("correctedPValue", one.correctedPValue());
    comparison.put("test", one.test());
    comparison.put("verdict", one.verdict().word());
    comparison.put("sentence", one.sentence());
    return comparison;
  }
}
