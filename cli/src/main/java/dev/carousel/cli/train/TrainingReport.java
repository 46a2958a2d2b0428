package dev.carousel.cli.train;

import static dev.carousel.cli.console.Words.figure;
import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.evaluate.UnseenSymbols;
import dev.carousel.cli.replay.ReplayText;
import dev.carousel.cli.scores.ScoreLines;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.text.TextDataset;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.engine.Engine;
import dev.carousel.error.ShellWord;
import dev.carousel.flow.words.Numbers;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Recovery;
import dev.carousel.train.RunFolder;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import dev.carousel.train.TrainingResult.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The readable report of a run, line by line. */
final class TrainingReport {
  private final RunParts parts;
  private final String plugins;

  /**
   * @param plugins what the next commands need to find the same plugins
   */
  TrainingReport(RunParts parts, String plugins) {
    this.parts = parts;
    this.plugins = plugins;
  }

  /** What one prediction belongs to: chars, steps or sequences. */
  String unit() {
    return parts.unit();
  }

  /** What is about to happen. */
  List<String> summary(@Nullable Checkpoint from) {
    Engine engine = parts.network().engine();
    List<String> lines = new ArrayList<>();
    lines.add("Data      " + parts.data().description());
    if (parts.data() instanceof TextDataset text && text.unseenToValidate() > 0) {
      lines.add(
          format(
              "          %s of the validation part not in the vocabulary; see the end",
              Words.count(text.unseenToValidate(), "symbol")));
    }
    lines.add("Network   " + parts.network());
    lines.add(format("          %,d parameters", parts.parameterCount()));
    lines.addAll(training());
    lines.add(
        format(
            "Engine    %s kernels, %s", engine.kernels(), Words.count(engine.threads(), "thread")));
    lines.addAll(parts.scheduleLength().told());
    if (from != null) {
      lines.add(
          format(
              "Resuming  after %s, %s of training",
              Words.count(from.counters().updates(), "update"),
              Words.time(from.counters().seconds())));
      long planned = parts.plan().plannedUpdates(parts.data());
      if (planned > 0 && from.counters().updates() >= planned) {
        lines.add(
            "          nothing is left to train: the run ends after "
                + Words.count(planned, "update"));
      }
    }
    return lines;
  }

  /** How it is trained, and in what chunks. */
  private List<String> training() {
    Map<String, String> settings = parts.options().train().settings();
    TrainingPlan plan = parts.plan();
    ChunkFit fit = parts.chunkFit();
    int perEpoch = plan.updatesPerEpoch(parts.data());
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "Training  %s, schedule %s; hooks: %s",
            settings.getOrDefault("optimizer", "") + around(settings),
            settings.getOrDefault("schedule", ""),
            settings.getOrDefault("hook", "").replace(" ", ", ")));
    lines.add(
        format(
            "          batch %d, %s%sseed %d; until %s (%s an epoch)",
            fit.rows(),
            plan.accumulate() > 1 ? format("%d batches an update, ", plan.accumulate()) : "",
            fit.isCut() ? format("bptt %d, ", fit.steps()) : "",
            plan.seed(),
            Words.limit(plan.limit()),
            Words.count(perEpoch, "update")));
    String note = fit.note();
    if (note != null) {
      lines.add("          " + note);
    }
    return lines;
  }

  /** What surrounds the optimizer: {@code , *.b:weight-decay=0, ema 0.999}. */
  private static String around(Map<String, String> settings) {
    String groups = settings.getOrDefault("parameter-group", "");
    String ema = settings.getOrDefault("ema", "0");
    return (groups.isEmpty() ? "" : ", " + groups.replace(" ", ", "))
        + (ema.equals("0") ? "" : ", ema " + ema);
  }

  /** One validation. */
  String validation(ValidationPoint point, boolean isBest) {
    String line = format("update %,7d   train ", point.update()) + loss(point.trainLoss());
    if (point.isMeasured()) {
      line += "   valid " + loss(point.validLoss());
      line += point.isFinite() ? bits(point.validLoss()) : "";
      line += isBest ? "   best so far" : "";
    }
    return line;
  }

  /** NaN where every update was skipped, infinite where the network's outputs are not finite. */
  private static String loss(double loss) {
    if (Double.isNaN(loss)) {
      return "none";
    }
    return Double.isFinite(loss) ? Numbers.decimals(loss, 4) : "not finite";
  }

  private String bits(double loss) {
    if (!parts.network().loss().isLogLoss()) {
      return "";
    }
    String symbol =
        parts.data().codec() instanceof Vocabulary text ? text.tokens().unit() : "symbol";
    return format("   %.3f bits/%s", Words.bits(loss), symbol);
  }

  /** The first update that is not finite. */
  List<String> nonFinite(FailedUpdate failed, Optional<FirstCause> cause, Path file) {
    return List.of(
        ReplayText.sentence(failed, cause),
        "Replay    carousel replay " + ShellWord.of(file) + plugins);
  }

  /**
   * The result of the run, and what to do next.
   *
   * @param scores of the best model on the validation part; null if there is nothing to tell
   * @param isWatched whether what was seen of it is in the folder
   * @param isDiverged whether its best model is unusable
   */
  List<String> end(
      RunFolder folder,
      TrainingResult result,
      @Nullable ValidationPoint best,
      @Nullable PartScores scores,
      boolean isWatched,
      boolean isDiverged) {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "%s after %s, %s.",
            isDiverged ? "Diverged: ended" : reason(result.reason()),
            Words.count(result.counters().updates(), "update"),
            Words.time(result.counters().seconds())));
    lines.addAll(faults(result.counters()));
    if (best != null && best.isFinite()) {
      lines.add(
          format(
              "Best      valid %.4f%s, at update %,d",
              best.validLoss(), bits(best.validLoss()), best.update()));
      lines.addAll(scores == null ? List.of() : scored(scores));
    }
    lines.add("Model     " + folder.model());
    if (isWatched && Files.exists(folder.flowPage())) {
      lines.add("Flow      " + folder.flowPage());
      lines.add("          " + folder.flow());
    }
    if (!isDiverged) {
      lines.addAll(next(folder, result));
    }
    return lines;
  }

  /**
   * What is left of a run that failed because its updates were not finite; empty if it failed for
   * another reason.
   */
  List<String> kept(RunWriter writer) {
    Path cause = writer.keeper().nonFinite();
    if (cause == null) {
      return List.of();
    }
    RunFolder folder = writer.keeper().folder();
    ValidationPoint best = writer.keeper().best();
    List<String> lines = new ArrayList<>();
    if (best == null || !Files.exists(folder.model())) {
      lines.add(
          "Kept      no model: the run failed before its first validation with a finite loss");
    } else {
      String loss = best.isFinite() ? ", valid " + Numbers.decimals(best.validLoss(), 4) : "";
      lines.add(
          format("Kept      the model of update %,d%s: %s", best.update(), loss, folder.model()));
    }
    folder
        .checkpoints()
        .updates()
        .forEach(update -> lines.add(format("          the checkpoint of update %,d", update)));
    lines.add("Cause     carousel replay " + cause + plugins);
    return lines;
  }

  private static List<String> faults(Counters counters) {
    Recovery recovery = counters.recovery();
    List<String> lines = new ArrayList<>();
    if (recovery.nonFinite() > 0) {
      lines.add(
          format(
              "          %s not finite; %,d skipped in all",
              Words.count(recovery.nonFinite(), "update"), counters.skipped()));
    }
    if (recovery.rollBacks() > 0) {
      lines.add(
          format(
              "          went back %s; steps are now %s times their size",
              Words.count(recovery.rollBacks(), "time"), figure(recovery.stepFactor())));
    }
    return lines;
  }

  /** A run that was sent back. */
  String rolledBack(long update, Checkpoint to) {
    return format(
        "update %,7d   not finite: back to update %,d, steps %s times their size",
        update, to.counters().updates(), figure(to.counters().recovery().stepFactor()));
  }

  private static String reason(Reason reason) {
    return switch (reason) {
      case LIMIT -> "Done";
      case PATIENCE -> "Ended because validation no longer improved,";
      case STOPPED -> "Stopped";
    };
  }

  /** What the best model scores, in the units of the data. */
  private List<String> scored(PartScores scores) {
    return parts.data().codec() instanceof Vocabulary
        ? UnseenSymbols.lines(scores.scores())
        : new ScoreLines(null).of(scores.metrics());
  }

  private List<String> next(RunFolder folder, TrainingResult result) {
    String run = ShellWord.of(folder.path());
    List<String> lines = new ArrayList<>();
    if (result.reason() == Reason.STOPPED) {
      lines.add("Resume    carousel train --out " + run + " --resume" + plugins);
    }
    if (parts.data().codec() instanceof Vocabulary) {
      lines.add("Next      carousel sample " + run + plugins);
      lines.add("          carousel evaluate " + run + " --text OTHER.txt" + plugins);
    } else {
      lines.add("Next      carousel evaluate " + run + plugins);
    }
    lines.add("          carousel diagnose " + run + plugins);
    return lines;
  }
}
