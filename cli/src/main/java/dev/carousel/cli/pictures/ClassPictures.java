package dev.carousel.cli.pictures;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.pictures.ScoreFigures.Card;
import dev.carousel.cli.pictures.ScoreFigures.ClassRow;
import dev.carousel.cli.pictures.ScoreFigures.Fact;
import dev.carousel.cli.pictures.ScoreFigures.Head;
import dev.carousel.cli.pictures.ScoreFigures.Kind;
import dev.carousel.cli.pictures.ScoreFigures.Lines;
import dev.carousel.cli.pictures.ScoreFigures.Row;
import dev.carousel.cli.pictures.ScoreFigures.ScoreTable;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.metrics.ClassFigures;
import dev.carousel.metrics.ClassScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The scores of predicted classes, to be drawn. */
record ClassPictures(BaselineNames names) {
  ScoreFigures of(ClassScores scores) {
    return new ScoreFigures(
        List.of(card(scores)),
        0,
        List.of(table(scores)),
        List.of(),
        null,
        ConfusionFigures.of(scores),
        IntStream.of(ConfusionFigures.shown(scores.classes()))
            .mapToObj(k -> row(scores.classes().get(k)))
            .toList(),
        scores.reliability(),
        scores.reliability().calibrationError(),
        List.of());
  }

  private static ClassRow row(ClassScores.OneClass of) {
    return new ClassRow(
        of.name(), of.actual(), of.predicted(), of.precision(), of.recall(), of.f1());
  }

  private Card card(ClassScores scores) {
    double accuracy = scores.figures().accuracy();
    String beside =
        scores.baselines().stream()
            .filter(each -> each.figures().predictions() > 0)
            .max(Comparator.comparingDouble(each -> each.figures().accuracy()))
            .map(
                best ->
                    ScorePictures.beside(
                        accuracy, best.figures().accuracy(), names.ofClass(best.baseline())))
            .orElse("");
    return new Card(
        format("%,d classes", scores.classes().size()),
        format("%.1f %% of the predictions are correct%s.", 100 * accuracy, beside),
        Fact.known(
            new Fact("Balanced accuracy", format("%.4f", scores.figures().balancedAccuracy())),
            new Fact("Macro F1", format("%.4f", scores.figures().macroF1())),
            new Fact("Log loss", format("%s nats", figure(scores.logLoss()))),
            new Fact("ROC-AUC", format("%.4f", scores.rocAuc())),
            new Fact("Calibration error", figure(scores.reliability().calibrationError())),
            new Fact("Predictions", format("%,d", scores.predictions()))));
  }

  private ScoreTable table(ClassScores scores) {
    List<Row> rows = new ArrayList<>();
    rows.add(row(ScorePictures.NETWORK, scores.figures(), scores.logLoss(), scores.rocAuc()));
    for (ClassScores.Naive each : scores.baselines()) {
      if (each.figures().predictions() > 0) {
        rows.add(row(names.ofClass(each.baseline()), each.figures(), Double.NaN, Double.NaN));
      }
    }
    return new ScoreTable(
        "",
        List.of(
            new Head("accuracy", Kind.SHARE),
            new Head("balanced accuracy", Kind.SHARE),
            new Head("macro F1", Kind.NUMBER),
            new Head("log loss (nats)", Kind.NUMBER),
            new Head("ROC-AUC", Kind.NUMBER),
            new Head("predictions", Kind.COUNT)),
        rows);
  }

  private static Row row(String name, ClassFigures of, double logLoss, double rocAuc) {
    return new Row(
        name,
        List.of(
            of.accuracy(),
            of.balancedAccuracy(),
            of.macroF1(),
            logLoss,
            rocAuc,
            (double) of.predictions()));
  }

  /** The accuracy by origin. */
  List<Lines> byOrigin(BacktestScores backtest) {
    List<ClassScores> each =
        backtest.byOrigin().stream().map(scores -> (ClassScores) scores).toList();
    List<ClassScores.Naive> baselines = ((ClassScores) backtest.scores()).baselines();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            ScorePictures.NETWORK, each.stream().map(one -> one.figures().accuracy()).toList()));
    for (int b = 0; b < baselines.size(); b++) {
      int index = b;
      if (baselines.get(b).figures().predictions() > 0) {
        rows.add(
            new Row(
                names.ofClass(baselines.get(b).baseline()),
                each.stream()
                    .map(one -> one.baselines().get(index).figures().accuracy())
                    .toList()));
      }
    }
    return List.of(new Lines("", Kind.SHARE, "accuracy", rows));
  }
}
