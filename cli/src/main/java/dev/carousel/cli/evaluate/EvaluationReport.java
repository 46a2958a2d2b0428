package dev.carousel.cli.evaluate;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.Version;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.pictures.BaselineNames;
import dev.carousel.cli.pictures.PredictionPage;
import dev.carousel.cli.pictures.ScorePictures;
import dev.carousel.cli.scores.BacktestLines;
import dev.carousel.cli.scores.ScoreJson;
import dev.carousel.cli.scores.ScoreLines;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.table.TableCodec;
import dev.carousel.flow.words.Numbers;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.TargetScores;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.LossTotal;
import dev.carousel.model.NaturalLoss;
import dev.carousel.spi.ClassLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate} reports.
 *
 * @param season the rows of a season; null for none
 */
record EvaluationReport(
    EvaluatedData evaluated, PartScores scores, HeadLoss head, @Nullable Integer season) {
  private LossTotal loss() {
    return scores.scores().loss();
  }

  private boolean isOfClasses() {
    return head.loss() instanceof ClassLoss;
  }

  /** In words. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Data      " + evaluated.data().description());
    lines.add(format("Part      %s, %,d predictions", evaluated.which(), loss().predictions()));
    lines.addAll(losses());
    lines.addAll(new ScoreLines(season).of(scores.metrics()));
    lines.addAll(ScoreLines.confusion(scores.metrics()));
    BacktestScores backtest = scores.backtest();
    if (backtest != null) {
      lines.addAll(BacktestLines.of(backtest, season));
    }
    return lines;
  }

  /** The loss, in the units of the network. */
  private List<String> losses() {
    List<String> lines = new ArrayList<>();
    if (!head.isLogLoss() && head.loss() != NaturalLoss.squaredError()) {
      lines.add(format("Loss      %s %s", Numbers.decimals(loss().mean(), 4), head.unit()));
    }
    if (head.isLogLoss()) {
      lines.add(
          format(
              "Loss      %s nats, %s bits",
              Numbers.decimals(loss().mean(), 4), Numbers.decimals(Words.bits(loss().mean()), 4)));
    }
    if (isOfClasses()) {
      lines.add(format("Accuracy  %.2f%%", 100 * accuracy()));
      lines.addAll(UnseenSymbols.lines(scores.scores()));
    } else {
      boolean isScaled = evaluated.data().codec() instanceof TableCodec;
      lines.add(
          format(
              "Error     mse %s, mae %s%s",
              Words.figure(mse()),
              Words.figure(mae()),
              isScaled ? ", of numbers scaled for the network" : ""));
    }
    return lines;
  }

  /** What is worth a warning. */
  List<String> notes() {
    long unseen = isOfClasses() ? scores.scores().unseen().predictions() : 0;
    return unseen == 0
        ? List.of()
        : List.of(
            format(
                "%s to predict %s not in the model's vocabulary",
                Words.count(unseen, "symbol"), unseen == 1 ? "is" : "are"));
  }

  /** As JSON. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "evaluate");
    document.put("data", evaluated.data().description());
    document.put("part", evaluated.which().toString());
    document.put("loss", loss().mean());
    document.put("symbols", loss().predictions());
    document.put("lossUnit", head.unit());
    if (head.isLogLoss()) {
      document.put("bitsPerSymbol", Words.bits(loss().mean()));
    }
    if (isOfClasses()) {
      document.put("accuracy", accuracy());
      document.put("unseen", scores.scores().unseen().predictions());
      UnseenSymbols.put(scores.scores(), loss().mean(), document);
    } else {
      document.put("mse", mse());
      document.put("mae", mae());
      document.put("targets", targets());
    }
    ScoreJson.put(scores, document);
    return document;
  }

  /** As a page. */
  PredictionPage page(Session session) {
    BaselineNames names = new BaselineNames(season);
    String note =
        format("Part: %s, %s", evaluated.which(), Words.count(loss().predictions(), "prediction"));
    return PredictionPage.of(
        session,
        "evaluate",
        evaluated.data().description(),
        note,
        new ScorePictures(names).of(scores),
        names,
        scores.samples());
  }

  /** The errors of each column of a table, in its own units. */
  private List<Map<String, Object>> targets() {
    List<Map<String, Object>> targets = new ArrayList<>();
    if (evaluated.data().codec() instanceof TableCodec
        && scores.metrics() instanceof NumberScores numbers) {
      for (TargetScores target : numbers.targets()) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("name", target.name());
        own.put("mse", target.figures().mse());
        own.put("mae", target.figures().mae());
        targets.add(own);
      }
    }
    return targets;
  }

  private double accuracy() {
    return (double) loss().correct() / loss().predictions();
  }

  private double mse() {
    return loss().squared() / loss().predictions();
  }

  private double mae() {
    return loss().absolute() / loss().predictions();
  }
}
