package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.live.LiveServer;
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
import dev.carousel.train.RunLock;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingResult;
import dev.carousel.train.TrainingResult.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains, keeps what comes of it in a folder, and tells of it. */
final class TrainingRun {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final Console console;
  private final Session session;
  private final JsonOutput json;
  private final boolean isWatched;
  private final @Nullable LiveServer live;
  private final boolean isProgressWanted;

  /**
   * @param isWatched whether to keep what is seen while it trains
   * @param live where to show that; null for nowhere
   */
  TrainingRun(
      Console console,
      Session session,
      JsonOutput json,
      boolean isWatched,
      @Nullable LiveServer live,
      boolean isProgressWanted) {
    this.console = console;
    this.session = session;
    this.json = json;
    this.isWatched = isWatched;
    this.live = live;
    this.isProgressWanted = isProgressWanted;
  }

  /** Trains into a new folder; the exit code. */
  int start(RunOptions options, Path out, EngineSettings engine) {
    RunParts parts = RunParts.of(options, session, engine);
    RunWatch watch = watch(parts, null, null);
    try (RunLock held = RunFolder.create(out).hold()) {
      return run(parts, RunFolder.create(out), null, watch); // another may have come between
    }
  }

  /** Trains from the beginning into a folder that is held; the exit code. */
  int begin(RunOptions options, RunFolder folder, EngineSettings engine) {
    RunParts parts = RunParts.of(options, session, engine);
    return run(parts, folder, null, watch(parts, null, null));
  }

  private @Nullable RunWatch watch(
      RunParts parts, @Nullable Checkpoint from, @Nullable RunFolder folder) {
    return isWatched ? new RunWatch(session, parts, from, folder) : null;
  }

  /** Goes on with a run; the exit code. */
  int resume(RunOptions options, RunFolder folder, CheckpointFile stored, EngineSettings engine) {
    RunParts parts = RunParts.of(options, session, engine);
    Resumption.requireSameData(parts.data(), stored.settings());
    Checkpoint from = stored.checkpoint();
    return run(parts, folder, from, watch(parts, from, folder));
  }

  private int run(
      RunParts parts, RunFolder folder, @Nullable Checkpoint from, @Nullable RunWatch watch) {
    RunWriter writer = new RunWriter(folder, parts, from, watch);
    TrainingReport report = new TrainingReport(parts);
    report.summary(from).forEach(console.err()::println);
    TrainingResult result = train(parts, writer, report, from, watch);
    writer.writeModel(result.parameters());
    writer.keepWatch();
    TrainingFigures figures = new TrainingFigures(parts, result, writer.history());
    AtomicFiles.writeString(
        folder.summary(), JsonOutput.toJson(figures.withHistory()) + System.lineSeparator());
    report.end(folder, result, writer.best(), isWatched).forEach(json.text(console)::println);
    json.write(console, figures.document());
    return result.reason() == Reason.STOPPED ? Interrupts.EXIT_CODE : 0;
  }

  /** Trains, and says so to who watches when it is over, whatever the end. */
  private TrainingResult train(
      RunParts parts,
      RunWriter writer,
      TrainingReport report,
      @Nullable Checkpoint from,
      @Nullable RunWatch watch) {
    show(watch);
    Reason reason = null;
    try (ProgressView view = view(report)) {
      TrainingListener told = new Told(view, report, writer);
      Trainer trainer =
          parts.trainer(
              watch == null ? told : TrainingListener.of(List.of(watch.listener(), told)),
              session.trainers());
      if (from != null) {
        trainer.resumeFrom(from);
      }
      TrainingResult result = trainUntilAsked(trainer, view);
      reason = result.reason();
      return result;
    } finally {
      if (watch != null) {
        end(reason, watch, writer);
      }
    }
  }

  private void show(@Nullable RunWatch watch) {
    if (live != null && watch != null) {
      live.serve(watch::json);
      console.err().println("Live      " + live.address());
      console.err().flush();
    }
  }

  private void end(@Nullable Reason reason, RunWatch watch, RunWriter writer) {
    watch.end(reason);
    if (live != null) {
      live.end();
    }
    if (reason == null) {
      try {
        writer.keepWatch();
      } catch (RuntimeException second) {
        LOG.warn("What was seen of the run could not be kept", second); // the first is told
      }
    }
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
    public void rolledBack(long update, Checkpoint to) {
      view.say(report.rolledBack(update, to));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      writer.checkpoint(checkpoint);
    }
  }
}
