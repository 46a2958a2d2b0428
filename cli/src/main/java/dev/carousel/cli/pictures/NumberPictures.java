package dev.carousel.cli.pictures;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.pictures.ScoreFigures.Card;
import dev.carousel.cli.pictures.ScoreFigures.Coverage;
import dev.carousel.cli.pictures.ScoreFigures.Fact;
import dev.carousel.cli.pictures.ScoreFigures.Head;
import dev.carousel.cli.pictures.ScoreFigures.Interval;
import dev.carousel.cli.pictures.ScoreFigures.Kind;
import dev.carousel.cli.pictures.ScoreFigures.Lines;
import dev.carousel.cli.pictures.ScoreFigures.Row;
import dev.carousel.cli.pictures.ScoreFigures.ScoreTable;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.IntervalFigures;
import dev.carousel.metrics.LabelFigures;
import dev.carousel.metrics.NumberFigures;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.TargetScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The scores of predicted numbers, to be drawn. */
record NumberPictures(BaselineNames names) {
  /** Of more, the page would be nothing but lists. */
  static final int MOST_TARGETS = 6;

  private static final String MAE = "mean absolute error";

  ScoreFigures of(NumberScores scores) {
    List<TargetScores> targets = shown(scores);
    return new ScoreFigures(
        targets.stream().map(this::card).toList(),
        scores.targets().size() - targets.size(),
        targets.stream().map(this::table).toList(),
        targets.stream().filter(each -> each.byStep().size() > 1).map(this::steps).toList(),
        null,
        null,
        List.of(),
        null,
        null,
        targets.stream().filter(each -> !each.quantiles().isEmpty()).map(this::coverage).toList());
  }

  private static List<TargetScores> shown(NumberScores scores) {
    return scores.targets().subList(0, Math.min(MOST_TARGETS, scores.targets().size()));
  }

  private Card card(TargetScores target) {
    NumberFigures figures = target.figures();
    StringBuilder claim = new StringBuilder("The mean absolute error is " + figure(figures.mae()));
    best(target).ifPresent(best -> claim.append(beside(figures, best)));
    claim.append('.');
    for (IntervalFigures each : target.intervals()) {
      claim.append(
          format(
              " The interval of %s %% contains %.1f %% of the truths.",
              percent(each.nominal()), 100 * each.coverage()));
    }
    List<Fact> facts = new ArrayList<>();
    if (target.labels() != null) {
      facts.addAll(facts(target.labels()));
    }
    facts.addAll(
        Fact.known(
            new Fact("RMSE", figure(figures.rmse())),
            new Fact("R²", figure(figures.r2())),
            new Fact("MASE", figure(figures.mase())),
            new Fact("Predictions", format("%,d", figures.predictions()))));
    return new Card(target.name(), claim.toString(), facts);
  }

  private static List<Fact> facts(LabelFigures of) {
    return Fact.known(
        new Fact("Accuracy", figure(100 * of.accuracy()) + " %"),
        new Fact("Precision of 1", figure(of.precision())),
        new Fact("Recall of 1", figure(of.recall())),
        new Fact("F1 of 1", figure(of.f1())),
        new Fact("Log loss", figure(of.logLoss()) + " nats"),
        new Fact("ROC-AUC", figure(of.rocAuc())));
  }

  /** A difference of levels, without what their arithmetic adds to it. */
  private static String percent(double share) {
    return PredictionRows.percent(Math.round(share * 1e9) / 1e9);
  }

  private static Optional<TargetScores.Naive> best(TargetScores target) {
    return target.baselines().stream()
        .filter(each -> each.figures().predictions() > 0)
        .min(Comparator.comparingDouble(each -> each.figures().mae()));
  }

  private String beside(NumberFigures figures, TargetScores.Naive best) {
    double other = best.figures().mae();
    String name = names.ofValue(best.baseline());
    double change = figures.mae() / other - 1;
    String distance =
        Math.abs(change) < 5e-4
            ? "the same as"
            : Double.isInfinite(change)
                ? "above"
                : format("%.3g %% %s", 100 * Math.abs(change), change < 0 ? "below" : "above");
    return format(", %s that of the best baseline (%s: %s)", distance, name, figure(other));
  }

  private ScoreTable table(TargetScores target) {
    boolean hasPercentage = target.figures().hasPercentage();
    boolean isScaled = !Double.isNaN(target.figures().mase());
    List<Head> heads = new ArrayList<>();
    heads.add(new Head("MAE", Kind.NUMBER));
    heads.add(new Head("RMSE", Kind.NUMBER));
    heads.add(new Head("R²", Kind.NUMBER));
    if (hasPercentage) {
      heads.add(new Head("MAPE", Kind.SHARE));
    }
    heads.add(new Head("sMAPE", Kind.SHARE));
    if (isScaled) {
      heads.add(new Head("MASE", Kind.NUMBER));
    }
    heads.add(new Head("predictions", Kind.COUNT));
    return new ScoreTable(
        target.name(), heads, rows(target, figures -> values(figures, hasPercentage, isScaled)));
  }

  private static List<Double> values(NumberFigures of, boolean hasPercentage, boolean isScaled) {
    List<Double> values = new ArrayList<>(List.of(of.mae(), of.rmse(), of.r2()));
    if (hasPercentage) {
      values.add(of.mape());
    }
    values.add(of.smape());
    if (isScaled) {
      values.add(of.mase());
    }
    values.add((double) of.predictions());
    return values;
  }

  private List<Row> rows(TargetScores target, Function<NumberFigures, List<Double>> values) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(ScorePictures.NETWORK, values.apply(target.figures())));
    for (TargetScores.Naive each : target.baselines()) {
      if (each.figures().predictions() > 0) {
        rows.add(new Row(names.ofValue(each.baseline()), values.apply(each.figures())));
      }
    }
    return rows;
  }

  private Lines steps(TargetScores target) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(ScorePictures.NETWORK, errors(target.byStep())));
    for (TargetScores.Naive each : target.baselines()) {
      if (each.figures().predictions() > 0) {
        rows.add(new Row(names.ofValue(each.baseline()), errors(each.byStep())));
      }
    }
    return new Lines(target.name(), Kind.NUMBER, MAE, rows);
  }

  private static List<Double> errors(List<NumberFigures> all) {
    return all.stream().map(NumberFigures::mae).toList();
  }

  private Coverage coverage(TargetScores target) {
    return new Coverage(
        target.name(),
        target.quantiles(),
        target.intervals().stream()
            .map(each -> new Interval(each.nominal(), each.coverage(), each.width()))
            .toList());
  }

  /** The errors by origin, one for each target. */
  List<Lines> byOrigin(BacktestScores backtest) {
    List<TargetScores> targets = shown((NumberScores) backtest.scores());
    return IntStream.range(0, targets.size())
        .mapToObj(k -> byOrigin(k, targets.get(k), backtest.byOrigin()))
        .toList();
  }

  private Lines byOrigin(int k, TargetScores all, List<EvaluationScores> byOrigin) {
    List<TargetScores> each =
        byOrigin.stream().map(scores -> ((NumberScores) scores).targets().get(k)).toList();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(ScorePictures.NETWORK, errors(each.stream().map(TargetScores::figures).toList())));
    for (int b = 0; b < all.baselines().size(); b++) {
      int index = b;
      if (all.baselines().get(b).figures().predictions() > 0) {
        rows.add(
            new Row(
                names.ofValue(all.baselines().get(b).baseline()),
                errors(each.stream().map(one -> one.baselines().get(index).figures()).toList())));
      }
    }
    return new Lines(all.name(), Kind.NUMBER, MAE, rows);
  }
}
