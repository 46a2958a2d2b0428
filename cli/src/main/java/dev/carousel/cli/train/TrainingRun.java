package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.engine.EngineSettings;
import dev.carousel.flow.nonfinite.FailedUpdate;
import dev.carousel.flow.nonfinite.FirstCause;
import dev.carousel.io.AtomicFiles;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Progress;
import dev.carousel.train.RunFolder;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingResult;
import dev.carousel.train.TrainingResult.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trains, keeps what comes of it in a folder, and tells of it. */
final class TrainingRun {
  private final Console console;
  private final Session session;
  private final JsonOutput json;
  private final boolean isProgressWanted;

  TrainingRun(Console console, Session session, JsonOutput json, boolean isProgressWanted) {
    this.console = console;
    this.session = session;
    this.json = json;
    this.isProgressWanted = isProgressWanted;
  }

  /** Trains into a new folder; the exit code. */
  int start(RunOptions options, Path out, EngineSettings engine) {
    RunParts parts = RunParts.of(options, session, engine);
    return run(parts, RunFolder.create(out), null);
  }

  /** Goes on with a run; the exit code. */
  int resume(RunOptions options, RunFolder folder, CheckpointFile stored, EngineSettings engine) {
    RunParts parts = RunParts.of(options, session, engine);
    Resumption.requireSameData(parts.data(), stored.settings());
    return run(parts, folder, stored.checkpoint());
  }

  private int run(RunParts parts, RunFolder folder, @Nullable Checkpoint from) {
    RunWriter writer = new RunWriter(folder, parts, from);
    TrainingReport report = new TrainingReport(parts);
    report.summary(from).forEach(console.err()::println);
    TrainingResult result;
    try (ProgressView view = view(report)) {
      Trainer trainer = parts.trainer(new Told(view, report, writer), session.trainers());
      if (from != null) {
        trainer.resumeFrom(from);
      }
      result = trainUntilAsked(trainer, view);
    }
    writer.writeModel(result.parameters());
    TrainingFigures figures = new TrainingFigures(parts, result, writer.history());
    AtomicFiles.writeString(
        folder.summary(), JsonOutput.toJson(figures.withHistory()) + System.lineSeparator());
    report.end(folder, result, writer.best()).forEach(json.text(console)::println);
    json.write(console, figures.document());
    return result.reason() == Reason.STOPPED ? Interrupts.EXIT_CODE : 0;
  }

  private TrainingResult trainUntilAsked(Trainer trainer, ProgressView view) {
    Runnable stop =
        () -> {
          trainer.stop();
          view.say("Stopping after this update; ask again to stop at once, without saving.");
        };
    try (Interrupts.Handle listening = console.interrupts().onInterrupt(stop)) {
      return trainer.run();
    }
  }

  private ProgressView view(TrainingReport report) {
    ProgressLine line = new ProgressLine(report.unit());
    return console.terminal().isPresent() && isProgressWanted
        ? new LiveLine(console, line)
        : new PlainLines(console, line, session.clock(), isProgressWanted);
  }

  /** Hands on what the trainer tells. */
  private record Told(ProgressView view, TrainingReport report, RunWriter writer)
      implements TrainingListener {
    @Override
    public void updated(Progress progress) {
      view.show(progress);
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      writer.validated(point, isBest);
      view.say(report.validation(point, isBest));
    }

    @Override
    public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
      report.nonFinite(failed, cause, writer.nonFinite(failed, cause)).forEach(view::say);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      writer.checkpoint(checkpoint);
    }
  }
}
