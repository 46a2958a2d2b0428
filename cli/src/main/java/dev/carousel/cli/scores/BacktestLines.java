package dev.carousel.cli.scores;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.console.Words;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.TargetScores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A backtest in words, line by line. */
public final class BacktestLines {
  private BacktestLines() {}

  /**
   * The errors of each origin, and of all with their baselines.
   *
   * @param season the rows of a season; null for none
   */
  public static List<String> of(BacktestScores backtest, @Nullable Integer season) {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "Backtest  from %s%s, %s apart, with the same network",
            Words.count(backtest.origins(), "origin"),
            backtest.groups() == 1 ? "" : format(" in each of %,d groups", backtest.groups()),
            Words.count(backtest.apart(), "row")));
    for (int i = 0; i < backtest.byOrigin().size(); i++) {
      lines.add(format("          origin %d: %s", i + 1, brief(backtest.byOrigin().get(i))));
    }
    new ScoreLines(season)
        .of(backtest.scores()).stream()
            .map(line -> "          " + line.strip())
            .forEach(lines::add);
    return lines;
  }

  private static String brief(EvaluationScores scores) {
    if (scores instanceof NumberScores numbers) {
      return numbers.targets().stream().map(BacktestLines::brief).collect(Collectors.joining("; "));
    }
    ClassScores classes = (ClassScores) scores;
    return format(
        "accuracy %.2f%%, of %s",
        100 * classes.figures().accuracy(), Words.count(classes.predictions(), "prediction"));
  }

  private static String brief(TargetScores target) {
    return format(
        "%s mae %s, rmse %s, of %s",
        target.name(),
        figure(target.figures().mae()),
        figure(target.figures().rmse()),
        Words.count(target.figures().predictions(), "prediction"));
  }
}
