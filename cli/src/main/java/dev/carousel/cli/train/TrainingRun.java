package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.live.LiveServer;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.data.score.PartScores;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Divergence;
import dev.carousel.train.Progress;
import dev.carousel.train.RunFolder;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingResult;
import dev.carousel.train.TrainingResult.Reason;
import dev.carousel.train.run.HeldRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network, writes the results to a folder, and reports them. */
final class TrainingRun {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final Console console;
  private final Session session;
  private final Given given;
  private final JsonOutput json;
  private final @Nullable LiveServer live;
  private final @Nullable Path tensorBoard;
  private final @Nullable TrainingListener other;
  private final boolean isProgressWanted;
  private boolean hasDiverged;

  /**
   * Where a run is seen while it trains.
   *
   * @param live a page; null for none
   * @param tensorBoard the folder of its events; null for none
   * @param other receives its events too; null for nobody
   * @param isProgressWanted whether the console shows progress
   */
  record Views(
      @Nullable LiveServer live,
      @Nullable Path tensorBoard,
      @Nullable TrainingListener other,
      boolean isProgressWanted) {}

  /**
   * @param given on the command line
   */
  TrainingRun(Console console, Session session, Given given, JsonOutput json, Views views) {
    this.console = console;
    this.session = session;
    this.given = given;
    this.json = json;
    live = views.live;
    tensorBoard = views.tensorBoard;
    other = views.other;
    isProgressWanted = views.isProgressWanted;
  }

  /** Whether the training that has ended diverged, so that its call threw. */
  boolean hasDiverged() {
    return hasDiverged;
  }

  /** Trains into a new folder; the exit code. */
  int start(RunOptions options, boolean isWatched, Path out, EngineSettings engine) {
    RunFolder folder = new RunFolder(out);
    folder.requireNew();
    RunParts parts = RunParts.of(options, given, isWatched, session, engine, null);
    Ready ready = ready(parts, folder, null);
    try (HeldRun held = HeldRun.begin(out, parts.runFile())) {
      RunConfig.of(options, session.pluginFolders()).write(held.folder());
      return run(ready);
    }
  }

  private @Nullable RunWatch watch(
      RunParts parts, @Nullable Checkpoint from, @Nullable RunFolder folder) {
    return parts.isWatched() ? new RunWatch(session, parts, from, folder) : null;
  }

  /**
   * Resumes a run, or starts it again if it has no checkpoint; the exit code.
   *
   * @param begun what it was started with
   * @param how to go on
   */
  int resume(
      RunOptions options,
      boolean isWatched,
      Resumption begun,
      ResumeOptions how,
      HeldRun held,
      Optional<CheckpointFile> stored,
      EngineSettings engine) {
    Checkpoint from = stored.map(CheckpointFile::checkpoint).orElse(null);
    long made = from == null ? 0 : from.counters().updates();
    RunParts.Earlier earlier = new RunParts.Earlier(begun, how, made);
    RunParts parts = RunParts.of(options, given, isWatched, session, engine, earlier);
    Ready ready = ready(parts, held.folder(), from);
    parts.runFile().write(held.folder());
    RunConfig.of(options, session.pluginFolders()).write(held.folder());
    if (from == null) {
      console
          .err()
          .println(
              "The run was stopped before its first checkpoint, so it starts from the beginning.");
    }
    return run(ready);
  }

  /** A run that nothing is known to be wrong with, and of which nothing is in its folder yet. */
  private record Ready(
      RunParts parts,
      RunFolder folder,
      RunWriter writer,
      TrainingReport report,
      Told told,
      Trainer trainer,
      @Nullable Checkpoint from,
      @Nullable RunWatch watch,
      @Nullable TensorBoardEvents events) {}

  private Ready ready(RunParts parts, RunFolder folder, @Nullable Checkpoint from) {
    RunWatch watch = watch(parts, from, from == null ? null : folder);
    RunWriter writer = RunWriter.of(folder, parts, from, watch);
    TrainingReport report = new TrainingReport(parts, session.pluginWords());
    Told told = new Told(report, writer);
    TensorBoardEvents events =
        tensorBoard == null ? null : TensorBoardEvents.in(tensorBoard, session, parts, from);
    Trainer trainer = parts.trainer(listener(watch, events, told), session.trainers());
    if (from != null) {
      trainer.resumeFrom(from, folder.checkpoints().file(from.counters().updates()).toString());
    }
    trainer.check();
    return new Ready(parts, folder, writer, report, told, trainer, from, watch, events);
  }

  private TrainingListener listener(
      @Nullable RunWatch watch, @Nullable TensorBoardEvents events, Told told) {
    List<TrainingListener> all = new ArrayList<>();
    if (watch != null) {
      all.add(watch.listener());
    }
    if (events != null) {
      all.add(events);
    }
    if (other != null) {
      all.add(other);
    }
    all.add(told);
    return TrainingListener.of(all);
  }

  private int run(Ready ready) {
    RunParts parts = ready.parts;
    RunFolder folder = ready.folder;
    RunWriter writer = ready.writer;
    TrainingReport report = ready.report;
    report.summary(ready.from).forEach(console.err()::println);
    TrainingResult result = trainOrTell(ready);
    writer.keeper().writeModel(result.parameters());
    writer.keepWatch();
    ValidationPoint best = writer.keeper().best();
    PartScores scores = best != null && best.isFinite() ? parts.scores(result.parameters()) : null;
    TrainingFigures figures = new TrainingFigures(parts, result, scores, writer.keeper().history());
    AtomicFiles.writeString(
        folder.summary(), JsonText.toJson(figures.withHistory()) + System.lineSeparator());
    Optional<Divergence> diverged = Divergence.of(result, parts.data(), parts.network().loss());
    report
        .end(folder, result, best, scores, parts.isWatched(), diverged.isPresent())
        .forEach(json.text(console)::println);
    json.write(console, figures.document());
    if (diverged.isPresent() && result.reason() != Reason.STOPPED) {
      hasDiverged = true;
      throw diverged.get().failure();
    }
    return result.reason() == Reason.STOPPED ? Interrupts.EXIT_CODE : 0;
  }

  /** Trains; if the run fails because it is not finite, first reports what is kept. */
  private TrainingResult trainOrTell(Ready ready) {
    try {
      return train(ready);
    } catch (CarouselException failure) {
      ready.report.kept(ready.writer).forEach(console.err()::println);
      throw failure;
    }
  }

  /** Trains, and informs the watch at the end, whatever the outcome. */
  private TrainingResult train(Ready ready) {
    RunWatch watch = ready.watch;
    show(watch);
    Reason reason = null;
    try (ProgressView view = view(ready.report)) {
      ready.told.to(view);
      TrainingResult result = trainUntilAsked(ready.trainer, view);
      reason = result.reason();
      return result;
    } finally {
      if (watch != null) {
        end(reason, watch, ready.writer);
      }
      if (ready.events != null) {
        ready.events.close();
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
        LOG.warn("The record of the run could not be written", second); // the first is told
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

  /** Passes on the trainer's events. */
  private static final class Told implements TrainingListener {
    private final TrainingReport report;
    private final RunWriter writer;
    private @Nullable ProgressView shown;

    Told(TrainingReport report, RunWriter writer) {
      this.report = report;
      this.writer = writer;
    }

    /** Sets the target; before that, events are not shown. */
    void to(ProgressView view) {
      shown = view;
    }

    private ProgressView view() {
      return Objects.requireNonNull(shown);
    }

    @Override
    public void updated(Progress progress) {
      view().show(progress);
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      writer.keeper().validated(point, isBest);
      view().say(report.validation(point, isBest));
    }

    @Override
    public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
      report.nonFinite(failed, cause, writer.nonFinite(failed, cause)).forEach(view()::say);
    }

    @Override
    public void rolledBack(long update, Checkpoint to) {
      view().say(report.rolledBack(update, to));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      writer.checkpoint(checkpoint);
    }
  }
}
