package dev.carousel.cli.pictures;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.pictures.ScoreFigures.Backtest;
import dev.carousel.cli.pictures.ScoreFigures.Card;
import dev.carousel.cli.pictures.ScoreFigures.Fact;
import dev.carousel.cli.pictures.ScoreFigures.Head;
import dev.carousel.cli.pictures.ScoreFigures.Kind;
import dev.carousel.cli.pictures.ScoreFigures.Row;
import dev.carousel.cli.pictures.ScoreFigures.ScoreTable;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.data.score.PartScores;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.SymbolScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes of scores what a page draws. Immutable and thread-safe.
 *
 * @param names of baselines
 */
public record ScorePictures(BaselineNames names) {
  static final String NETWORK = "network";

  /** The figures of scores. */
  public ScoreFigures of(EvaluationScores scores) {
    if (scores instanceof NumberScores numbers) {
      return new NumberPictures(names).of(numbers);
    }
    return scores instanceof ClassScores classes
        ? new ClassPictures(names).of(classes)
        : symbols((SymbolScores) scores);
  }

  /** The figures of scores, with the backtest, if there is one. */
  public ScoreFigures of(PartScores scores) {
    ScoreFigures all = of(scores.metrics());
    BacktestScores backtest = scores.backtest();
    if (backtest == null) {
      return all;
    }
    return all.with(
        new Backtest(
            backtest.origins(),
            backtest.apart(),
            backtest.groups(),
            backtest.scores() instanceof NumberScores
                ? new NumberPictures(names).byOrigin(backtest)
                : new ClassPictures(names).byOrigin(backtest)));
  }

  private ScoreFigures symbols(SymbolScores scores) {
    String beside =
        scores.baselines().stream()
            .filter(each -> each.predictions() > 0)
            .max(Comparator.comparingDouble(SymbolScores.Naive::accuracy))
            .map(
                best -> beside(scores.accuracy(), best.accuracy(), names.ofSymbol(best.baseline())))
            .orElse("");
    Card card =
        new Card(
            "Text",
            format("%.1f %% of the symbols are predicted%s.", 100 * scores.accuracy(), beside),
            Fact.known(
                new Fact("Loss", figure(scores.logLoss()) + " nats per symbol"),
                new Fact("Bits", figure(scores.bits()) + " per symbol"),
                new Fact("Perplexity", figure(scores.perplexity())),
                new Fact("Predictions", format("%,d", scores.predictions()))));
    return new ScoreFigures(
        List.of(card),
        0,
        List.of(table(scores)),
        List.of(),
        null,
        null,
        List.of(),
        null,
        null,
        List.of());
  }

  private ScoreTable table(SymbolScores scores) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            NETWORK,
            List.of(
                scores.accuracy(),
                scores.logLoss(),
                scores.bits(),
                scores.perplexity(),
                (double) scores.predictions())));
    for (SymbolScores.Naive each : scores.baselines()) {
      if (each.predictions() > 0) {
        rows.add(
            new Row(
                names.ofSymbol(each.baseline()),
                List.of(
                    each.accuracy(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    (double) each.predictions())));
      }
    }
    return new ScoreTable(
        "",
        List.of(
            new Head("accuracy", Kind.SHARE),
            new Head("loss (nats)", Kind.NUMBER),
            new Head("bits", Kind.NUMBER),
            new Head("perplexity", Kind.NUMBER),
            new Head("predictions", Kind.COUNT)),
        rows);
  }

  /** A share beside that of the best baseline, as the end of a sentence. */
  static String beside(double share, double best, String name) {
    double points = 100 * (share - best);
    String distance =
        Math.abs(points) < 0.05
            ? "as many as"
            : format("%.1f points %s", Math.abs(points), points > 0 ? "more than" : "less than");
    return format(", %s the best baseline (%s: %.1f %%)", distance, name, 100 * best);
  }
}
