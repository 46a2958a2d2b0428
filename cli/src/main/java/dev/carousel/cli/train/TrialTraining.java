package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.LogConfigurator;
import dev.carousel.cli.console.Terminal;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.SessionSettings;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.model.HeapBudget;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Progress;
import dev.carousel.train.RunFolder;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.run.HeldRun;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Makes a trial as {@code carousel train} would with its settings, and {@code train --resume} where
 * it was begun before, without a word on the console. Thread-safe.
 *
 * @param session of the sweep
 * @param threads of each trial
 */
public record TrialTraining(SessionSettings session, int threads)
    implements TrialBody, Serializable {
  private static final String SEED = "seed";
  private static final String THREADS = "threads";

  /** A trial that is killed loses so little; one that is over sooner need not wait for the disk. */
  private static final String SECONDS_APART = "5";

  @Override
  public TrialTraining within(HeapBudget share) {
    return new TrialTraining(session.within(share), threads);
  }

  /** The options of {@code carousel train} for a trial. */
  public static Map<String, String> settings(Trial trial) {
    Map<String, String> settings = new LinkedHashMap<>(trial.settings());
    settings.put(SEED, Long.toString(trial.seed()));
    return settings;
  }

  /** Settings as options that a user gave, so that none of them is without effect. */
  public static Given given(Map<String, String> settings) {
    return new Given(settings.keySet().stream().map(n -> "--" + n).collect(Collectors.toSet()));
  }

  @Override
  public TrialResult run(Trial trial, Path path, TrialControl control) {
    RunFolder folder = new RunFolder(path);
    Pace pace = new Pace(trial.pauseAt(), control);
    try (MDC.MDCCloseable named = MDC.putCloseable(LogConfigurator.TRIAL, trial.id())) {
      int code = train(trial, path, pace);
      Outcome outcome = code == Interrupts.EXIT_CODE ? pace.outcome() : Outcome.FINISHED;
      return outcome == Outcome.STOPPED
          ? TrialResult.stopped(trial)
          : TrialReading.of(trial, outcome, folder);
    } catch (CarouselException fault) {
      return failed(trial, folder, fault);
    }
  }

  private int train(Trial trial, Path path, Pace pace) {
    Map<String, String> settings = settings(trial);
    Given given = given(settings);
    settings.put(THREADS, Integer.toString(threads));
    settings.putIfAbsent(TrainOptions.CHECKPOINT_APART, SECONDS_APART);
    RunOptions options = RunOptions.of(settings);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(nowhere, nowhere, Terminal.none(), pace);
    try (Session opened = Session.open(session)) {
      TrainingRun training =
          new TrainingRun(
              console,
              opened,
              given,
              new JsonOutput(),
              new TrainingRun.Views(null, null, pace, false));
      EngineSettings engine = options.train().engine();
      return Files.exists(new RunFolder(path).runFile())
          ? resume(training, options, path, engine)
          : training.start(options, false, path, engine);
    }
  }

  private static int resume(
      TrainingRun training, RunOptions options, Path path, EngineSettings engine) {
    try (HeldRun held = HeldRun.resume(path)) {
      Optional<CheckpointFile> stored = held.folder().checkpoints().newest();
      Resumption begun = Resumption.of(held.file(), stored);
      return training.resume(options, false, begun, new ResumeOptions(), held, stored, engine);
    }
  }

  /** What a failure means: it was not finite, or diverged, or there was something else. */
  private static TrialResult failed(Trial trial, RunFolder folder, CarouselException fault) {
    if (folder.failedUpdate().isPresent()) {
      return TrialReading.notFinite(trial, folder);
    }
    if (Files.exists(folder.summary())) {
      return TrialReading.of(trial, Outcome.DIVERGED, folder);
    }
    throw fault;
  }

  /** Tells how far the training is, and stops it where it is to pause, or on request. */
  private static final class Pace implements Interrupts, TrainingListener {
    private final long pauseAt;
    private final TrialControl control;
    private @Nullable Runnable stop;
    private boolean isPaused;

    Pace(long pauseAt, TrialControl control) {
      this.pauseAt = pauseAt;
      this.control = control;
    }

    Outcome outcome() {
      return isPaused ? Outcome.PAUSED : Outcome.STOPPED;
    }

    @Override
    public Handle onInterrupt(Runnable asked) {
      stop = asked;
      StopSignal.Handle listening = control.stop().onAsk(asked);
      return listening::close;
    }

    @Override
    public void updated(Progress progress) {
      control.progress(progress.fraction());
      Runnable known = stop;
      if (pauseAt > 0 && progress.updates() >= pauseAt && known != null) {
        isPaused = true;
        known.run();
      }
    }
  }

  /** The settings that a sweep has options of its own for. */
  public static Set<String> reserved() {
    return Set.of(SEED, THREADS);
  }
}
