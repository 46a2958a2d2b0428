package dev.carousel.cli.predict;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.console.Words;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.table.TableOutput;
import dev.carousel.metrics.NumberMetrics;
import dev.carousel.metrics.QuantileMetrics;
import dev.carousel.metrics.QuantileMetrics.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scores of predicted numbers, for each target column by itself, in its own units. */
final class NumberScores implements PredictionScores {
  private final Forecast forecast;
  private final List<Double> levels;
  private final @Nullable Integer season;
  private final List<Target> targets;

  /**
   * The metrics of a target column.
   *
   * @param seasonal null without a season
   * @param coverage of the interval between the first and the last level; null if they are not
   *     equally far from the middle
   */
  private record Target(
      String name,
      NumberMetrics own,
      List<QuantileMetrics> quantiles,
      @Nullable Coverage coverage,
      NumberMetrics last,
      @Nullable NumberMetrics seasonal) {}

  NumberScores(Forecast forecast, List<Double> levels, @Nullable Integer season) {
    this.forecast = forecast;
    this.levels = levels;
    this.season = season;
    this.targets =
        forecast.table().codec().outputs().stream()
            .map(TableOutput::name)
            .map(
                name ->
                    new Target(
                        name,
                        new NumberMetrics(),
                        levels.stream().map(QuantileMetrics::new).toList(),
                        interval(levels).isPresent() ? new Coverage() : null,
                        new NumberMetrics(),
                        season == null ? null : new NumberMetrics()))
            .toList();
  }

  /** The share that the interval from the first to the last level is to cover. */
  private static Optional<Double> interval(List<Double> levels) {
    if (levels.size() < 2) {
      return Optional.empty();
    }
    double low = levels.get(0);
    double high = levels.get(levels.size() - 1);
    return Math.abs(low + high - 1) < 1e-9 ? Optional.of(high - low) : Optional.empty();
  }

  @Override
  public void add(Prediction prediction) {
    NumberPrediction numbers = (NumberPrediction) prediction;
    for (int k = 0; k < targets.size(); k++) {
      double truth = numbers.truths().get(k);
      if (!Double.isNaN(truth)) {
        add(targets.get(k), k, numbers, truth);
      }
    }
  }

  private void add(Target target, int output, NumberPrediction made, double truth) {
    target.own.add(truth, made.values().get(output));
    List<Double> quantiles = made.quantiles().get(output);
    for (int q = 0; q < levels.size(); q++) {
      target.quantiles.get(q).add(truth, quantiles.get(q));
    }
    if (target.coverage != null) {
      target.coverage.add(truth, quantiles.get(0), quantiles.get(quantiles.size() - 1));
    }
    if (forecast.table().codec().labelsGroups()) {
      return;
    }
    addIfKnown(target.last, truth, value(output, made.place(), null));
    if (target.seasonal != null && season != null) {
      addIfKnown(target.seasonal, truth, value(output, made.place(), season));
    }
  }

  private static void addIfKnown(NumberMetrics metrics, double truth, double value) {
    if (!Double.isNaN(value)) {
      metrics.add(truth, value);
    }
  }

  /** The value that a baseline predicts: the latest one that is there; NaN if there is none. */
  private double value(int output, Place place, @Nullable Integer back) {
    double value = Double.NaN;
    int step = PredictionScores.known(place, back);
    while (step >= 0 && Double.isNaN(value)) {
      value = forecast.truth(output, place.sequence(), step);
      step -= back == null ? 1 : back;
    }
    return value;
  }

  @Override
  public long count() {
    return targets.stream().mapToLong(target -> target.own.count()).sum();
  }

  @Override
  public Map<String, Object> metrics() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Target target : targets) {
      Map<String, Object> own = figures(target.own);
      if (!levels.isEmpty()) {
        Map<String, Object> pinball = new LinkedHashMap<>();
        for (int q = 0; q < levels.size(); q++) {
          pinball.put(levels.get(q).toString(), target.quantiles.get(q).pinball());
        }
        own.put("pinball", pinball);
      }
      if (target.coverage != null) {
        own.put("interval", interval(levels).orElseThrow());
        own.put("coverage", target.coverage.share());
        own.put("intervalWidth", target.coverage.width());
      }
      all.put(target.name, own);
    }
    return all;
  }

  private static Map<String, Object> figures(NumberMetrics metrics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("predictions", metrics.count());
    figures.put("mae", metrics.mae());
    figures.put("rmse", metrics.rmse());
    figures.put("r2", metrics.r2());
    figures.put("mape", metrics.mape());
    figures.put("smape", metrics.smape());
    return figures;
  }

  @Override
  public Map<String, Object> baselines() {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!forecast.table().codec().labelsGroups()) {
      Map<String, Object> last = new LinkedHashMap<>();
      targets.forEach(target -> last.put(target.name, figures(target.last)));
      all.put("last", last);
    }
    Map<String, Object> seasonal = new LinkedHashMap<>();
    for (Target target : targets) {
      if (target.seasonal != null && season != null) {
        seasonal.put(target.name, figures(target.seasonal));
        all.put("seasonal", seasonal);
      }
    }
    return all;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Target target : targets) {
      lines.add(line("Score", target.name, target.own));
      for (int q = 0; q < levels.size(); q++) {
        QuantileMetrics quantile = target.quantiles.get(q);
        lines.add(
            format(
                "          quantile %s %%: pinball %s, %.1f%% of the truths are not above it",
                PredictionRows.percent(levels.get(q)),
                figure(quantile.pinball()),
                100 * quantile.share()));
      }
      if (target.coverage != null) {
        lines.add(
            format(
                "          interval of %.4g%%: covers %.1f%%, mean width %s",
                100 * interval(levels).orElseThrow(),
                100 * target.coverage.share(),
                figure(target.coverage.width())));
      }
      if (target.last.count() > 0) {
        lines.add(line("Baseline", "last value", target.last));
      }
      if (target.seasonal != null && season != null) {
        lines.add(
            line(
                "Baseline", "value of " + Words.count(season, "row") + " before", target.seasonal));
      }
    }
    return lines;
  }

  private static String line(String title, String name, NumberMetrics metrics) {
    return format(
        "%-9s %s: mae %s, rmse %s, r2 %s, mape %.2f%%, smape %.2f%%, of %s",
        title,
        name,
        figure(metrics.mae()),
        figure(metrics.rmse()),
        figure(metrics.r2()),
        100 * metrics.mape(),
        100 * metrics.smape(),
        Words.count(metrics.count(), "prediction"));
  }
}
