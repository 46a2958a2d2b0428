package dev.carousel.cli.scores;

import dev.carousel.data.score.BacktestScores;
import dev.carousel.data.score.PartScores;
import dev.carousel.metrics.ClassFigures;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.IntervalFigures;
import dev.carousel.metrics.LabelFigures;
import dev.carousel.metrics.NumberFigures;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.SymbolScores;
import dev.carousel.metrics.TargetScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Scores as parts of a JSON document. */
public final class ScoreJson {
  private ScoreJson() {}

  /** Puts in {@code metrics}, {@code baselines} and, of classes, {@code confusion}. */
  public static void put(EvaluationScores scores, Map<String, Object> document) {
    document.put("metrics", metrics(scores));
    document.put("baselines", baselines(scores));
    if (scores instanceof ClassScores classes) {
      Map<String, Object> confusion = new LinkedHashMap<>();
      confusion.put("classes", classes.classes().stream().map(ClassScores.OneClass::name).toList());
      confusion.put("counts", classes.confusion());
      document.put("confusion", confusion);
    }
  }

  /** As {@link #put(EvaluationScores, Map)}, and {@code backtest} if there is one. */
  public static void put(PartScores scores, Map<String, Object> document) {
    put(scores.metrics(), document);
    BacktestScores backtest = scores.backtest();
    if (backtest != null) {
      Map<String, Object> own = new LinkedHashMap<>();
      own.put("origins", backtest.origins());
      own.put("apart", backtest.apart());
      own.put("groups", backtest.groups());
      put(backtest.scores(), own);
      List<Map<String, Object>> byOrigin = new ArrayList<>();
      for (EvaluationScores one : backtest.byOrigin()) {
        Map<String, Object> each = new LinkedHashMap<>();
        each.put("origin", byOrigin.size() + 1);
        put(one, each);
        byOrigin.add(each);
      }
      own.put("byOrigin", byOrigin);
      document.put("backtest", own);
    }
  }

  /** The metrics by name; those of several targets are the mean over them, and each by itself. */
  public static Map<String, Object> metrics(EvaluationScores scores) {
    if (scores instanceof NumberScores numbers) {
      return numbers(numbers.targets().stream().map(ScoreJson::target).toList(), numbers);
    }
    if (scores instanceof ClassScores classes) {
      return classes(classes);
    }
    SymbolScores symbols = (SymbolScores) scores;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("predictions", symbols.predictions());
    all.put("accuracy", symbols.accuracy());
    all.put("logLoss", symbols.logLoss());
    all.put("bits", symbols.bits());
    all.put("perplexity", symbols.perplexity());
    return all;
  }

  /** The metrics of each baseline, by its name. */
  public static Map<String, Object> baselines(EvaluationScores scores) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (scores instanceof NumberScores numbers) {
      List<TargetScores.Naive> first = numbers.targets().get(0).baselines();
      for (int b = 0; b < first.size(); b++) {
        int index = b;
        all.put(
            first.get(b).baseline().id(),
            numbers(
                numbers.targets().stream().map(each -> naive(each.baselines().get(index))).toList(),
                numbers));
      }
    } else if (scores instanceof ClassScores classes) {
      classes.baselines().forEach(each -> all.put(each.baseline().id(), figures(each.figures())));
    } else if (scores instanceof SymbolScores symbols) {
      symbols
          .baselines()
          .forEach(
              each -> {
                Map<String, Object> own = new LinkedHashMap<>();
                own.put("predictions", each.predictions());
                own.put("accuracy", each.accuracy());
                all.put(each.baseline().id(), own);
              });
    }
    return all;
  }

  /** The figures of one target themselves, or the means over several; then each by its name. */
  private static Map<String, Object> numbers(List<Map<String, Object>> each, NumberScores scores) {
    Map<String, Object> all = each.size() == 1 ? new LinkedHashMap<>(each.get(0)) : means(each);
    Map<String, Object> byName = new LinkedHashMap<>();
    for (int k = 0; k < each.size(); k++) {
      byName.put(scores.targets().get(k).name(), each.get(k));
    }
    all.put("targets", byName);
    return all;
  }

  private static Map<String, Object> means(List<Map<String, Object>> each) {
    Map<String, Object> means = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : each.get(0).entrySet()) {
      ToDoubleFunction<Map<String, Object>> of =
          own -> ((Number) Objects.requireNonNull(own.get(entry.getKey()))).doubleValue();
      if (entry.getValue() instanceof Double) {
        means.put(entry.getKey(), each.stream().mapToDouble(of).average().orElse(Double.NaN));
      } else if (entry.getValue() instanceof Long) {
        means.put(entry.getKey(), (long) each.stream().mapToDouble(of).sum());
      }
    }
    return means;
  }

  private static Map<String, Object> target(TargetScores target) {
    Map<String, Object> own = figures(target.figures());
    if (!target.quantiles().isEmpty()) {
      Map<String, Object> pinball = new LinkedHashMap<>();
      Map<String, Object> shares = new LinkedHashMap<>();
      target
          .quantiles()
          .forEach(
              each -> {
                pinball.put(Double.toString(each.level()), each.pinball());
                shares.put(Double.toString(each.level()), each.share());
              });
      own.put("pinball", pinball);
      own.put("shareBelow", shares);
    }
    if (!target.intervals().isEmpty()) {
      IntervalFigures widest = target.intervals().get(0);
      own.put("interval", widest.nominal());
      own.put("coverage", widest.coverage());
      own.put("intervalWidth", widest.width());
    }
    LabelFigures labels = target.labels();
    if (labels != null) {
      labels(labels, own);
    }
    steps(target.byStep(), own);
    return own;
  }

  private static void labels(LabelFigures labels, Map<String, Object> own) {
    own.put("accuracy", labels.accuracy());
    own.put("balancedAccuracy", labels.balancedAccuracy());
    own.put("precision", labels.precision());
    own.put("recall", labels.recall());
    own.put("f1", labels.f1());
    own.put("logLoss", labels.logLoss());
    own.put("rocAuc", labels.rocAuc());
  }

  private static Map<String, Object> naive(TargetScores.Naive baseline) {
    Map<String, Object> own = figures(baseline.figures());
    steps(baseline.byStep(), own);
    return own;
  }

  private static void steps(List<NumberFigures> byStep, Map<String, Object> own) {
    if (byStep.size() > 1) {
      own.put("byStep", byStep.stream().map(ScoreJson::figures).toList());
    }
  }

  private static Map<String, Object> figures(NumberFigures of) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("predictions", of.predictions());
    figures.put("mae", of.mae());
    figures.put("mse", of.mse());
    figures.put("rmse", of.rmse());
    figures.put("r2", of.r2());
    figures.put("mape", of.mape());
    figures.put("smape", of.smape());
    figures.put("mase", of.mase());
    return figures;
  }

  private static Map<String, Object> figures(ClassFigures of) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("predictions", of.predictions());
    figures.put("accuracy", of.accuracy());
    figures.put("balancedAccuracy", of.balancedAccuracy());
    figures.put("macroF1", of.macroF1());
    return figures;
  }

  private static Map<String, Object> classes(ClassScores scores) {
    Map<String, Object> all = figures(scores.figures());
    all.put("logLoss", scores.logLoss());
    all.put("rocAuc", scores.rocAuc());
    all.put("calibrationError", scores.reliability().calibrationError());
    Map<String, Object> each = new LinkedHashMap<>();
    for (ClassScores.OneClass one : scores.classes()) {
      Map<String, Object> own = new LinkedHashMap<>();
      own.put("actual", one.actual());
      own.put("predicted", one.predicted());
      own.put("precision", one.precision());
      own.put("recall", one.recall());
      own.put("f1", one.f1());
      own.put("rocAuc", one.rocAuc());
      each.put(one.name(), own);
    }
    all.put("classes", each);
    all.put("reliability", scores.reliability().bins());
    return all;
  }
}
