package dev.carousel.cli.scores;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.console.Words;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassFigures;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.IntervalFigures;
import dev.carousel.metrics.LabelFigures;
import dev.carousel.metrics.NumberFigures;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.QuantileFigures;
import dev.carousel.metrics.SymbolScores;
import dev.carousel.metrics.TargetScores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores in words, line by line.
 *
 * @param season the rows of a season; null for none
 */
public record ScoreLines(@Nullable Integer season) {

  private static final int MOST_STEPS = 8;
  private static final int MOST_CLASSES = 20;

  /** The scores, and the baselines below them. */
  public List<String> of(EvaluationScores scores) {
    List<String> lines = new ArrayList<>();
    if (scores instanceof NumberScores numbers) {
      numbers.targets().forEach(target -> add(target, lines));
    } else if (scores instanceof ClassScores classes) {
      add(classes, lines);
    } else if (scores instanceof SymbolScores symbols) {
      add(symbols, lines);
    }
    return lines;
  }

  private void add(TargetScores target, List<String> lines) {
    lines.add(line("Score", target.name(), target.figures()));
    for (QuantileFigures quantile : target.quantiles()) {
      lines.add(
          format(
              "          quantile %s %%: pinball %s, %.1f%% of the truths are not above it",
              PredictionRows.percent(quantile.level()),
              figure(quantile.pinball()),
              100 * quantile.share()));
    }
    for (IntervalFigures interval : target.intervals()) {
      lines.add(
          format(
              "          interval of %s %%: covers %.1f%%, mean width %s",
              PredictionRows.percent(interval.nominal()),
              100 * interval.coverage(),
              figure(interval.width())));
    }
    LabelFigures labels = target.labels();
    if (labels != null) {
      lines.add(words(labels));
    }
    addSteps(target.byStep(), lines);
    for (TargetScores.Naive each : target.baselines()) {
      if (each.figures().predictions() > 0) {
        lines.add(line("Baseline", name(each.baseline(), "value"), each.figures()));
      }
    }
  }

  private static String words(LabelFigures labels) {
    return format(
        "          as 0 or 1: accuracy %.2f%%, balanced %.2f%%, precision %.2f%%, recall %.2f%%,"
            + " log loss %.4f%s",
        100 * labels.accuracy(),
        100 * labels.balancedAccuracy(),
        100 * labels.precision(),
        100 * labels.recall(),
        labels.logLoss(),
        rocAuc(labels.rocAuc()));
  }

  /** The errors by step of the horizon, some of them if there are many. */
  private static void addSteps(List<NumberFigures> byStep, List<String> lines) {
    int count = byStep.size();
    if (count < 2) {
      return;
    }
    int shown = Math.min(count, MOST_STEPS);
    List<String> each =
        IntStream.range(0, shown)
            .map(i -> (int) Math.round(i * (count - 1.0) / (shown - 1)))
            .mapToObj(step -> "%d: %s".formatted(step + 1, figure(byStep.get(step).mae())))
            .toList();
    lines.add("          mae by step of the horizon: " + String.join(", ", each));
  }

  private static String line(String title, String name, NumberFigures figures) {
    String mape = figures.hasPercentage() ? format(", mape %.2f%%", 100 * figures.mape()) : "";
    return format(
        "%-9s %s: mae %s, rmse %s%s%s, smape %.2f%%%s, of %s",
        title,
        name,
        figure(figures.mae()),
        figure(figures.rmse()),
        known("r2", figures.r2(), figure(figures.r2())),
        mape,
        100 * figures.smape(),
        known("mase", figures.mase(), figure(figures.mase())),
        Words.count(figures.predictions(), "prediction"));
  }

  /** A figure, to follow others; nothing where it is not defined for these data. */
  private static String known(String name, double value, String words) {
    return Double.isNaN(value) ? "" : ", " + name + " " + words;
  }

  private static String rocAuc(double value) {
    return known("ROC-AUC", value, format("%.4f", value));
  }

  /**
   * What a baseline predicts.
   *
   * @param one what is predicted: {@code value}, {@code class} or {@code symbol}
   */
  public String name(Baseline baseline, String one) {
    return switch (baseline) {
      case LAST -> "last " + one;
      case SEASONAL -> one + " of " + Words.count(season == null ? 1 : season, "row") + " before";
      case MEAN -> "training mean";
      case MOST_FREQUENT -> "most frequent " + one;
    };
  }

  private void add(ClassScores scores, List<String> lines) {
    lines.add(
        line("Score", "classes", scores.figures())
            + format(", log loss %.4f%s", scores.logLoss(), rocAuc(scores.rocAuc())));
    if (scores.classes().size() <= MOST_CLASSES) {
      for (ClassScores.OneClass one : scores.classes()) {
        lines.add(
            format(
                "          %s: precision %.2f%%, recall %.2f%%, F1 %.4f",
                one.name(), 100 * one.precision(), 100 * one.recall(), one.f1()));
      }
    } else {
      lines.add(
          format("          %,d classes; --json has the figures of each", scores.classes().size()));
    }
    for (ClassScores.Naive each : scores.baselines()) {
      if (each.figures().predictions() > 0) {
        lines.add(line("Baseline", name(each.baseline(), "class"), each.figures()));
      }
    }
  }

  private static String line(String title, String name, ClassFigures figures) {
    return format(
        "%-9s %s: accuracy %.2f%%, balanced %.2f%%, macro F1 %.4f, of %s",
        title,
        name,
        100 * figures.accuracy(),
        100 * figures.balancedAccuracy(),
        figures.macroF1(),
        Words.count(figures.predictions(), "prediction"));
  }

  private void add(SymbolScores scores, List<String> lines) {
    lines.add(
        format(
            "Score     log loss %.4f nats, %.4f bits, perplexity %s, accuracy %.2f%%",
            scores.logLoss(), scores.bits(), figure(scores.perplexity()), 100 * scores.accuracy()));
    for (SymbolScores.Naive each : scores.baselines()) {
      if (each.predictions() > 0) {
        lines.add(
            format(
                "%-9s %s: accuracy %.2f%%",
                "Baseline", name(each.baseline(), "symbol"), 100 * each.accuracy()));
      }
    }
  }

  /** How often each class was taken for which; empty for other scores, and for many classes. */
  public static List<String> confusion(EvaluationScores scores) {
    if (!(scores instanceof ClassScores classes) || classes.classes().size() > MOST_CLASSES) {
      return List.of();
    }
    List<String> names = classes.classes().stream().map(ClassScores.OneClass::name).toList();
    int width =
        Math.max(
            names.stream().mapToInt(String::length).max().orElse(0),
            format("%,d", scores.predictions()).length());
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(format("Confusion %" + width + "s", ""));
    names.forEach(name -> head.append(format("  %" + width + "s", name)));
    lines.add(head + "  (predicted)");
    for (int k = 0; k < names.size(); k++) {
      StringBuilder row = new StringBuilder(format("          %" + width + "s", names.get(k)));
      classes
          .confusion()
          .get(k)
          .forEach(n -> row.append(format("  %" + width + "s", format("%,d", n))));
      lines.add(row.toString());
    }
    return lines;
  }
}
