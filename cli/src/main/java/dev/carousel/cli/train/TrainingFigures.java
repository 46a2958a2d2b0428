package dev.carousel.cli.train;

import dev.carousel.Version;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.evaluate.UnseenSymbols;
import dev.carousel.cli.scores.ScoreJson;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.engine.Engine;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Scores;
import dev.carousel.train.TrainingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run, as its JSON holds them.
 *
 * @param scores of the best model on the validation part; null if there is nothing to tell of it,
 *     or it is not finite
 */
record TrainingFigures(
    RunParts parts,
    TrainingResult result,
    @Nullable PartScores scores,
    List<ValidationPoint> history) {

  /** The document of {@code --json}. */
  Map<String, Object> document() {
    boolean isLogLoss = parts.network().loss().isLogLoss();
    Counters counters = result.counters();
    Engine engine = parts.network().engine();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "train");
    document.put("updates", counters.updates());
    document.put("trainLoss", result.trainLoss());
    document.put("validLoss", result.validLoss());
    document.put("bitsPerSymbol", isLogLoss ? Words.bits(result.validLoss()) : Double.NaN);
    putScores(document);
    ChunkFit fit = parts.chunkFit();
    document.put("batch", fit.rows());
    document.put("bptt", fit.isCut() ? fit.steps() : null);
    document.put("chunkNote", fit.note());
    document.put("secondsTraining", counters.seconds());
    document.put("symbolsPerSecond", counters.symbols() / counters.seconds());
    document.put("clippedShare", counters.clippedShare());
    document.put("skipped", counters.skipped());
    document.put("nonFinite", counters.recovery().nonFinite());
    document.put("rollBacks", counters.recovery().rollBacks());
    document.put("stepFactor", counters.recovery().stepFactor());
    document.put("parameters", result.parameters().elements());
    document.put("reason", result.reason().name().toLowerCase(Locale.ROOT));
    document.put("threads", engine.threads());
    document.put("kernels", engine.kernels());
    return document;
  }

  private void putScores(Map<String, Object> document) {
    if (parts.data().codec() instanceof Vocabulary) {
      Scores known = scores == null ? Scores.none() : scores.scores();
      document.put("unseen", known.unseen().predictions());
      UnseenSymbols.put(known, bestLoss(), document);
    } else if (scores != null) {
      ScoreJson.put(scores, document);
    }
  }

  private double bestLoss() {
    return Checkpoint.best(history).map(ValidationPoint::validLoss).orElse(Double.NaN);
  }

  /** The document of the run's folder: options and validations too. */
  Map<String, Object> withHistory() {
    Map<String, Object> document = document();
    document.put("data", parts.data().description());
    document.put("settings", parts.options().settings());
    document.put("history", history);
    return document;
  }
}
